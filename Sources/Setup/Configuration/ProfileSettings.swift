import Exchange

/// The keys every profile has, whatever its feed.
package enum ProfileSettings {
    package static let all: [Setting] = [
        Setting("feed", .text, required: true, "Which kind of exchange this is.", example: "sis-users"),
        Setting("summary", .text, "What this profile is for, in one line.", example: "Nightly student load for Alma"),
        Setting(
            "zone", .text, "The zone of the run's clock; the institution's where left out.", example: "America/Chicago"),
        Setting("from", .block(from), required: true, "Where the files come from.", example: "{connection: campus, …}"),
        Setting("to", .block(to), required: true, "Where the outputs go.", example: "{connection: alma, …}"),
        Setting(
            "verify", .choice(Verification.allCases.map(\.rawValue)), default: "quick",
            "How thoroughly an output is read back before it is delivered.", example: "full"),
        Setting(
            "transformers", .list(.block(transformer)),
            "Programs of your own that see each record before the feed does, in this order.",
            example: "[{program: transformers/fix-names.py}]"),
        Setting(
            "gpg_home", .text, "The folder with the OpenPGP keys, mode 0700; the institution's where left out.",
            example: "/var/lib/exchange/gnupg"),
        Setting(
            "deadline", .duration, "After so long a run stops where it is, and the next one goes on; else never.",
            example: "2h"),
        Setting(
            "limits", .block(BoundsReader.settings),
            "What a run may take; the institution's, or what holds for all, where left out.", example: "{memory: 4GiB}"),
        Setting(
            "review", .boolean, default: "no",
            "Whether a person looks at cover sheets before anything is sent: each run is held, and released by hand.",
            example: "yes"),
        Setting("guard", .block(limits), "When a whole load is held for a person.", example: "{min_records: 1000}"),
        Setting(
            "schedule", .block(ScheduleSettings.schedule), "When the daemon runs it; without it, only others start it.",
            example: "{cron: \"30 2 * * MON-FRI\"}"),
        Setting(
            "expectations", .list(.block(ScheduleSettings.expectation)), "What should come, and by when.",
            example: "[{days: MON-FRI, between: 01:30-04:00}]"),
        Setting(
            "notify", .node, "Who is told when a run is held or fails, beside whom the institution tells.",
            example: "{rules: [{when: rejects, to: library}]}"),
        Setting(
            "targets", .table(.node), "Other places to try it on, by name: keys laid over the profile's own.",
            example: "{sandbox: {to: {connection: alma-sandbox}}}"),
    ]

    static let from: [Setting] = [
        Setting("connection", .text, required: true, "Which connection to fetch through.", example: "campus"),
        Setting("folder", .text, "The folder, from the connection's own folder.", example: "outgoing"),
        Setting(
            "files", .either(.text, .list(.text)), "Which names to take; '*' and '?' stand for others.",
            example: "\"students_*.csv\""),
        Setting(
            "files_regex", .either(.text, .list(.text)),
            "The same as regular expressions, each for a whole name; beside 'files' or instead of it.",
            example: "'students_\\d{8}\\.csv'"),
        Setting(
            "except", .either(.text, .list(.text)), "Patterns, as in 'files', of names that are not taken.",
            example: "\"*_test.csv\""),
        Setting(
            "order", .choice(PickupOrder.allCases.map(\.rawValue)), default: "name",
            "In which order files are taken: by name, by the numbers in it, the oldest first.", example: "number"),
        Setting(
            "settle", .duration, "Unchanged for so long, files are finished; else 2s, across a network 10s.",
            example: "30s"),
        Setting(
            "min_age", .duration, default: "0s",
            "Seen by us, and unchanged, for so long, a file may be taken; the server's clock is not asked.",
            example: "15m"),
        Setting("wait", .duration, default: "0s", "How long to wait for files to appear and settle.", example: "10m"),
        Setting(
            "done_file", .text, "A file is finished once one of this name stands beside it ({name}, {stem}).",
            example: "\"{name}.done\""),
        Setting(
            "expect", .integer(0...100_000), default: "0", "With fewer files than this, the run ends as missing.",
            example: "1"),
        Setting(
            "at_most", .integer(1...100_000), "Of more files, the first so many are taken; the others wait.",
            example: "50"),
        Setting(
            "min_size", .size, default: "0", "A smaller file is not taken, but for an empty one: see 'empty'.",
            example: "10KB"),
        Setting("max_size", .size, "A larger file is not fetched.", example: "500MB"),
        Setting(
            "empty", .choice(EmptyFiles.allCases.map(\.rawValue)), default: "hold",
            "What a file without a byte means: nothing is taken, it is refused, taken, or as if not there.",
            example: "take"),
        Setting(
            "claim", .choice(SourceClaim.allCases.map(\.rawValue)), default: "none",
            "Where others empty the folder, too: 'rename' takes a file away from them before it is fetched.",
            example: "rename"),
        Setting(
            "after", .choice(["leave", "move", "rename", "delete"]), default: "leave",
            "What happens to a file once everything is delivered.", example: "move"),
        Setting("after_folder", .text, "Where 'after: move' moves to, from the connection's folder.", example: "done"),
        Setting(
            "after_suffix", .text, default: ".processed", "What 'after: rename' appends to the name.",
            example: ".taken"),
        Setting(
            "pgp", .block(PGPReader.from), "The files come encrypted with OpenPGP.",
            example: "{decrypt: 0123…CDEF}"),
    ]

    static let to: [Setting] =
        [
            Setting("connection", .text, required: true, "Which connection to deliver through.", example: "alma"),
            Setting("folder", .text, "The folder, from the connection's own folder.", example: "sis"),
            Setting(
                "name", .text, required: true,
                "What a delivery is called; {date} {time} {run} {sequence} {profile} {ordinal} are filled in, and {name} "
                    + "{stem} {ext} where it is made of one file.",
                example: "\"users_{date}_{run}.zip\""),
            Setting(
                "conflict", .choice(NameConflict.allCases.map(\.rawValue)), default: "refuse",
                "What happens when there is a file of that name already.", example: "version"),
        ] + DeliveryReader.manners + [
            Setting(
                "pgp", .block(PGPReader.to), "What goes out is encrypted with OpenPGP.",
                example: "{encrypt_to: [0123…CDEF]}")
        ]

    static let transformer: [Setting] = [
        Setting(
            "program", .text, required: true, "The program, from the root; it must be executable.",
            example: "transformers/fix-names.py"),
        Setting("arguments", .list(.text), "What it is started with; no shell looks at them.", example: "[--strict]"),
        Setting("timeout", .duration, default: "30s", "The longest silence while it owes an answer.", example: "2m"),
        Setting(
            "format", .choice(TransformerPlan.Format.allCases.map(\.rawValue)), default: "jsonl",
            "How records are written for it.", example: "tsv"),
        Setting("adds", .list(.text), "Columns it may add to those of the file.", example: "[CAMPUS_CODE]"),
        Setting("environment", .table(.text), "Variables it sees.", example: "{SEMESTER: autumn}"),
    ]

    static let limits = GuardReader.settings
}
