extension SQLiteSchema {
    /// What is to be told about runs. Not in the audit chain: telling changes nothing about what has happened. Each row has
    /// a seal.
    static let notices = """
        CREATE TABLE notices (
            place INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            run TEXT NOT NULL REFERENCES runs (id),
            profile TEXT NOT NULL,
            channel TEXT NOT NULL,
            topic TEXT NOT NULL,                     -- the same for the same trouble again
            causes TEXT NOT NULL,                    -- separated by blanks
            planned INTEGER NOT NULL, planned_ns INTEGER NOT NULL,
            state TEXT NOT NULL,
            tries INTEGER NOT NULL,
            due INTEGER NOT NULL, due_ns INTEGER NOT NULL,
            note TEXT NOT NULL,
            seal TEXT NOT NULL
        ) STRICT;
        CREATE INDEX notices_by_run ON notices (run);
        CREATE INDEX notices_by_topic ON notices (topic, place);
        CREATE INDEX notices_open ON notices (place) WHERE state IN ('planned', 'sending');
        """
}
