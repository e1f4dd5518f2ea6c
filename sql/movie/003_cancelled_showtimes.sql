-- Order asks every few seconds which showtimes were cancelled. They are few among very many, and here stand together,
-- the number of each included: the answer is read from this index alone.
CREATE INDEX showtimes_by_status ON showtimes (status, starts_at);
