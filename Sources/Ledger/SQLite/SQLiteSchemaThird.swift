extension SQLiteSchema {
    /// Version 3: which run took which slot of a schedule. Each row has a seal, and goes with its run.
    static let third = """
        CREATE TABLE slots (
            profile TEXT NOT NULL,
            slot TEXT NOT NULL,                      -- its nominal local time, or a moment in UTC
            run TEXT NOT NULL REFERENCES runs (id),  -- the newest begun for it
            attempts INTEGER NOT NULL CHECK (attempts >= 1),
            seal TEXT NOT NULL,
            PRIMARY KEY (profile, slot)
        ) STRICT;
        CREATE INDEX slots_of_run ON slots (run);
        """
}
