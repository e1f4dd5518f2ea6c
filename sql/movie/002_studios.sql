-- The house has four studios. Studio 4 belongs to the house programme, so that what the programme plans
-- never stands in the way of what an admin wants to show in the others.
INSERT IGNORE INTO studios (name, seat_rows, seats_per_row, for_programme)
VALUES
    ('Studio 1', 10, 10, FALSE),
    ('Studio 2',  8, 12, FALSE),
    ('Studio 3',  6,  8, FALSE),
    ('Studio 4', 10, 14, TRUE);
