import Exchange

/// A profile's `guard`. The keys and types have been checked.
enum GuardReader {
    /// `off` switches a limit off; as a percentage of what there was, nothing falls by more than this.
    private static let never = 100

    static let settings: [Setting] = [
        Setting(
            "max_rejects_percent", percent, "More rejects than this share of the records hold the run.", example: "5"),
        Setting(
            "min_records", .integer(0...Int.max), "Fewer accepted records than this hold the run.", example: "1000"),
        Setting(
            "max_fall_percent", limit(100), default: "20", "So many fewer records than the last load hold the run.",
            example: "10"),
        Setting(
            "max_rise_percent", limit(100_000), default: "100", "So many more records than the last load hold the run.",
            example: "50"),
        Setting(
            "max_gone_percent", limit(100), default: "50",
            "So many of the last load's records missing now, expired or not, hold the run.", example: "10"),
        Setting(
            "max_group_fall_percent", limit(100), default: "50",
            "So many fewer records in any group, or so many of them expired, hold the run.", example: "20"),
        Setting(
            "group_floor", .integer(0...Int.max), default: "20",
            "Loads, groups and fields that fewer records had are not judged; what vanished always is.", example: "50"),
        Setting("groups", .table(limit(100)), "Groups with a limit of their own.", example: "{GR: 5}"),
        Setting(
            "max_field_fall_percent", limit(100), default: "50",
            "So many fewer records with a value, in any field, hold the run.", example: "20"),
        Setting("fields", .table(limit(100)), "Fields with a limit of their own.", example: "{email: 5}"),
        Setting(
            "max_cleared_percent", limit(100), "A field erased for so many of those who had it holds the run.",
            example: "20"),
        Setting(
            "max_steady_change_percent", limit(100), default: "25",
            "So many records with another name, birth date or identifier hold the run.", example: "10"),
        Setting(
            "max_expired", limit(Int.max), "More people than this to be expired hold the run.", example: "500"),
        Setting(
            "max_expired_percent", limit(100), default: "20", "So many of the last load to be expired hold the run.",
            example: "5"),
    ]

    /// The keys, as a profile's reader sees them, of limits that hold a load against the last one.
    static let comparing = Set(
        settings.map(\.key).filter { !["max_rejects_percent", "min_records"].contains($0) }.map { "guard.\($0)" })

    private static let percent = Setting.Kind.integer(0...100)

    private static func limit(_ most: Int) -> Setting.Kind { .either(.integer(0...most), .choice(["off"])) }

    /// `settings` is the block, or nil where none is written: then the defaults hold.
    static func limits(_ settings: Settings?) -> GuardLimits {
        let settings =
            settings ?? Settings(.map([], Mark(file: "", line: 1, column: 1)), declared: GuardReader.settings)
        var limits = GuardLimits(
            maxRejectsPercent: settings.integer("max_rejects_percent"), minRecords: settings.integer("min_records"))
        limits.maxFallPercent = settings.integer("max_fall_percent")
        limits.maxRisePercent = settings.integer("max_rise_percent")
        limits.maxGonePercent = settings.integer("max_gone_percent")
        limits.maxGroupFallPercent = settings.integer("max_group_fall_percent")
        limits.groupFloor = settings.integer("group_floor") ?? limits.groupFloor
        limits.groups = table(settings, "groups")
        limits.maxFieldFallPercent = settings.integer("max_field_fall_percent")
        limits.fields = table(settings, "fields")
        limits.maxClearedPercent = settings.integer("max_cleared_percent")
        limits.maxSteadyChangePercent = settings.integer("max_steady_change_percent")
        limits.maxExpired = settings.integer("max_expired")
        limits.maxExpiredPercent = settings.integer("max_expired_percent")
        return limits
    }

    private static func table(_ settings: Settings, _ key: String) -> [String: Int] {
        let pairs = settings.written(key)?.pairs ?? []
        return Dictionary(
            pairs.map { ($0.key, $0.value.text.flatMap { Int($0) } ?? never) }, uniquingKeysWith: { _, last in last })
    }
}
