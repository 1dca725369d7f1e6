extension SQLiteSchema {
    /// Version 2: what held runs hold, and what pruning leaves behind. Each row has a seal.
    static let second = """
        CREATE TABLE holds (
            run TEXT NOT NULL PRIMARY KEY REFERENCES runs (id),
            key TEXT NOT NULL,                       -- inputs and configuration
            manifest TEXT NOT NULL,                  -- digest of the record of its outputs
            person TEXT,                             -- who released it; NULL while nobody has
            reason TEXT,
            released INTEGER,                        -- the audit row of the release
            seal TEXT NOT NULL,
            CHECK ((person IS NULL) = (reason IS NULL) AND (person IS NULL) = (released IS NULL))
        ) STRICT;
        CREATE INDEX holds_by_key ON holds (key);

        CREATE TABLE cuts (
            number INTEGER PRIMARY KEY CHECK (number >= 1), -- the last audit row that was removed
            hash TEXT NOT NULL,                      -- its hash: the chain goes on from here
            at INTEGER NOT NULL, at_ns INTEGER NOT NULL,
            runs INTEGER NOT NULL,                   -- how many went with it
            seal TEXT NOT NULL
        ) STRICT;

        CREATE TABLE forgotten (
            profile TEXT NOT NULL PRIMARY KEY,
            modified INTEGER NOT NULL, modified_ns INTEGER NOT NULL, -- newest file taken by a run that is gone
            seal TEXT NOT NULL
        ) STRICT;
        """
}
