ALTER TABLE things ADD COLUMN note VARCHAR(40) NULL;

ALTER TABLE things ADD KEY things_note (note);
