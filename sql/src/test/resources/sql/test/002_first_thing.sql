-- Long enough for a second instance to come by.
DO SLEEP(0.5);
INSERT INTO things (name) VALUES ('first');
