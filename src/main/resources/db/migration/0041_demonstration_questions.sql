-- Questions are numbered on from load to load like everything else.
ALTER TABLE demonstration_numbering ADD questions bigint NOT NULL DEFAULT 0;
