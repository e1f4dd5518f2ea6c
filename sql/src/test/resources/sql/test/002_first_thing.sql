-- Long enough for a second instance to come by.
DO SLEEP(0.1);
INSERT INTO things (name) VALUES ('first');
