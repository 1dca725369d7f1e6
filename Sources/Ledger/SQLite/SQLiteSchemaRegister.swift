extension SQLiteSchema {
    /// Version 5. Business objects and what happened to them. Rows outlive their runs; they count once their run is in
    /// `registrations` for their condition, so that a hundred thousand of them come to count with one row. Each has a seal.
    static let register = """
        CREATE TABLE register (
            place INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            alias TEXT,
            event TEXT NOT NULL,
            currency TEXT, amount TEXT,              -- a decimal, exactly as it was
            reference TEXT NOT NULL,
            party TEXT NOT NULL,
            note TEXT NOT NULL,
            day INTEGER NOT NULL,                    -- days since 1970
            counts TEXT NOT NULL,
            run TEXT NOT NULL,
            profile TEXT NOT NULL,
            seal TEXT NOT NULL,
            CHECK ((currency IS NULL) = (amount IS NULL))
        ) STRICT;
        CREATE INDEX register_by_key ON register (kind, key);
        CREATE INDEX register_by_alias ON register (kind, alias) WHERE alias IS NOT NULL;
        CREATE INDEX register_by_run ON register (run, counts);

        CREATE TABLE registrations (
            run TEXT NOT NULL,
            counts TEXT NOT NULL,
            entries INTEGER NOT NULL,
            seal TEXT NOT NULL,
            PRIMARY KEY (run, counts)
        ) STRICT;
        """
}
