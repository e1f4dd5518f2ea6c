-- The cinema has four studios. The service schedules Studio 4 by itself; the other three are free for the admins.
INSERT IGNORE INTO studios (name, seat_rows, seats_per_row, for_programme)
VALUES
    ('Studio 1', 10, 10, FALSE),
    ('Studio 2',  8, 12, FALSE),
    ('Studio 3',  6,  8, FALSE),
    ('Studio 4', 10, 14, TRUE);
