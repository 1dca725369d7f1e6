extension SQLiteSchema {
    /// Version 1. Every table but `looks` and `audit` has a seal per row; moments are seconds and nanoseconds.
    static let first = """
        CREATE TABLE about (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            institution TEXT NOT NULL,
            last INTEGER NOT NULL CHECK (last >= 0), -- number of the newest audit row
            head TEXT NOT NULL                       -- its hash
        ) STRICT;

        CREATE TABLE runs (
            place INTEGER PRIMARY KEY,               -- the order in which runs began
            id TEXT NOT NULL UNIQUE,
            profile TEXT NOT NULL,
            year INTEGER NOT NULL,                   -- the two digits that the id begins with
            number INTEGER NOT NULL CHECK (number >= 1),
            now INTEGER NOT NULL, now_ns INTEGER NOT NULL,
            utc_offset INTEGER NOT NULL,
            abbreviation TEXT NOT NULL,
            zone TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence >= 1),
            configuration TEXT NOT NULL,
            origin TEXT NOT NULL,
            step TEXT NOT NULL
                CHECK (step IN ('pickup', 'stage', 'convert', 'guard', 'verify', 'deliver', 'confirm', 'release')),
            epoch INTEGER NOT NULL CHECK (epoch >= 1),
            owner TEXT NOT NULL,
            outcome TEXT,                            -- how it ended; NULL while it is open
            summary TEXT NOT NULL,
            records_read INTEGER NOT NULL, added INTEGER NOT NULL, accepted INTEGER NOT NULL,
            rejected INTEGER NOT NULL, filtered INTEGER NOT NULL, merged INTEGER NOT NULL,
            ended INTEGER, ended_ns INTEGER,
            seal TEXT NOT NULL,
            UNIQUE (year, number),
            UNIQUE (profile, sequence),
            CHECK ((outcome IS NULL) = (ended IS NULL) AND (ended IS NULL) = (ended_ns IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX one_open_run ON runs (profile) WHERE outcome IS NULL;
        CREATE INDEX runs_of_profile ON runs (profile, place);

        CREATE TABLE looks (
            profile TEXT NOT NULL,
            path TEXT NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
            at INTEGER NOT NULL, at_ns INTEGER NOT NULL,
            PRIMARY KEY (profile, path)
        ) STRICT;

        CREATE TABLE arrivals (
            run TEXT NOT NULL REFERENCES runs (id),
            ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
            path TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            modified INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
            digest TEXT,
            state TEXT NOT NULL CHECK (state IN ('seen', 'staged', 'taken', 'released')),
            staged TEXT,
            converted INTEGER NOT NULL CHECK (converted IN (0, 1)), -- it has been 'taken' once
            seal TEXT NOT NULL,
            PRIMARY KEY (run, ordinal)
        ) STRICT;
        CREATE INDEX arrivals_by_file ON arrivals (path, size, modified, modified_ns);
        CREATE INDEX arrivals_by_digest ON arrivals (digest);

        CREATE TABLE deliveries (
            id TEXT NOT NULL PRIMARY KEY,
            run TEXT NOT NULL REFERENCES runs (id),
            profile TEXT NOT NULL,
            ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
            target TEXT NOT NULL,
            digest TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            staged TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('planned', 'uploading', 'uploaded', 'publishing', 'delivered',
                'confirmed', 'retry', 'held', 'quarantined', 'in doubt', 'cancelled')),
            temporary TEXT,
            pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),       -- the intent stands: 'temporary' may not change
            note TEXT NOT NULL,
            seal TEXT NOT NULL,
            UNIQUE (run, ordinal)
        ) STRICT;

        CREATE TABLE entries (
            profile TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            seal TEXT NOT NULL,
            PRIMARY KEY (profile, key)
        ) STRICT;

        CREATE TABLE reservations (
            profile TEXT NOT NULL,
            sequence TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 1),
            run TEXT NOT NULL REFERENCES runs (id),
            seal TEXT NOT NULL,
            PRIMARY KEY (profile, sequence, number),
            UNIQUE (profile, sequence, run)
        ) STRICT;

        CREATE TABLE audit (
            number INTEGER PRIMARY KEY CHECK (number >= 1),
            at INTEGER NOT NULL, at_ns INTEGER NOT NULL,
            run TEXT NOT NULL REFERENCES runs (id),
            subject TEXT NOT NULL,
            event TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            owner TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX audit_of_run ON audit (run, number);
        """
}
