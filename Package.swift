// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors everywhere; fault points exist in debug builds only (a test looks into the release binary).
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    .define("FAULT_POINTS", .when(configuration: .debug)),
    // Every test runs with the checks of exclusive access; in the release they cost a third of the hot paths (measured).
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

let optimised: [CSetting] = [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])]

func room(_ name: String, _ needs: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: needs, swiftSettings: house)
}

func tests(_ name: String, _ needs: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: needs, swiftSettings: house)
}

/// A program the tests run beside us. Debug builds, too, are optimised: it stands between programs that are measured.
func peer(_ name: String, _ path: String) -> Target {
    .executableTarget(name: name, path: path, cSettings: optimised)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
/// SQLite itself, as GRDB has it.
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "exchange",
    products: [
        .executable(name: "exchange", targets: ["ExchangeCommand"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        // C libraries: a module map and a shim of static inlines, nothing else.
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CArchive"),
        .systemLibrary(name: "CXML"),
        .systemLibrary(name: "CSSH2"),
        .systemLibrary(name: "CCurl"),

        // The rooms. The arrows are drawn in Sources/README.md and checked by the build and by HouseTests.
        room("Exchange"),
        room("Machine", ["Exchange", "CLinux", "CCrypto"]),
        room("Rules", ["Exchange"]),
        room("Schedule", ["Exchange"]),
        room("Daemon", ["Exchange", "Machine", "Schedule"]),
        room("Formats", ["Exchange", "CISAL", "CArchive", "CXML"]),
        room("Feeds", ["Exchange", "Formats", "Rules"]),
        room("Transports", ["Exchange", "Machine", "CSSH2", "CCrypto", "CCurl"]),
        room("Ledger", ["Exchange", "Machine", grdb, sqlite]),
        room("Engine", ["Exchange", "Machine", "Ledger"]),
        room("Setup", ["Exchange", "Rules", "Schedule", yams]),
        .executableTarget(
            name: "ExchangeCommand",
            dependencies: [
                "Exchange", "Machine", "Rules", "Schedule", "Formats", "Feeds", "Transports", "Ledger", "Engine",
                "Setup",
                "Daemon", "CLinux", arguments, logging,
            ],
            swiftSettings: house
        ),

        // Suites every plug-in must pass, and what tests need of a real machine.
        .target(
            name: "ConformanceKit",
            dependencies: ["Exchange", "Machine", "Formats", "Transports", "Ledger"],
            path: "Tests/ConformanceKit",
            swiftSettings: house
        ),
        .target(
            name: "ServerKit", dependencies: ["Exchange", "Machine"], path: "Tests/ServerKit", swiftSettings: house),

        // Programs that stand around the tests' servers.
        peer("server-keeper", "Tests/Servers/server-keeper"),
        peer("fault-proxy", "Tests/Servers/fault-proxy"),

        tests("ExchangeTests", ["Exchange"]),
        tests("MachineTests", ["Machine", "Exchange", "ConformanceKit", "ServerKit"]),
        tests("RulesTests", ["Rules", "Exchange"]),
        tests("DaemonTests", ["Daemon", "Schedule", "Machine", "Exchange", "ServerKit"]),
        tests("ScheduleTests", ["Schedule", "Machine", "Exchange", "ServerKit"]),
        tests("FormatsTests", ["Formats", "Exchange", "ConformanceKit", "ServerKit"]),
        tests("FeedsTests", ["Feeds", "Formats", "Rules", "Setup", "Exchange", "ConformanceKit", "ServerKit"]),
        tests("TransportsTests", ["Transports", "Machine", "Exchange", "ConformanceKit", "ServerKit"]),
        tests("LedgerTests", ["Ledger", "Machine", "Exchange", "ConformanceKit", "ServerKit", grdb]),
        tests("EngineTests", ["Engine", "Ledger", "Transports", "Machine", "Exchange", "ServerKit"]),
        tests("SetupTests", ["Setup", "Schedule", "Machine", "Exchange", "ServerKit"]),
        tests("CommandTests", ["Exchange", "Machine", "ServerKit"]),
        tests("HouseTests", ["ServerKit"]),
    ]
)
