import Glibc
import ServerKit
import Testing

/// A profile that was whole when the daemon read it, and is not when its run begins.
@Suite struct `A run under the daemon whose profile is not whole` {
    private let site: DaemonSite

    init() throws {
        site = try DaemonSite()
        try site.hoard()
        try site.scratch.write(
            "tell",
            """
            #!/usr/bin/python3
            import json, os, sys
            path = os.path.dirname(os.path.abspath(__file__)) + "/told"
            open(path, "a").write(json.load(sys.stdin)["subject"] + "\\n")

            """)
        chmod(site.scratch.at("tell"), 0o700)
        try site.scratch.write(
            "Profiles/institutions.yaml",
            """
            default: example
            institutions:
              example:
                title: Example
                zone: America/Chicago
                notify:
                  channels:
                    systems: {kind: program, command: [tell]}
                    library: {kind: program, command: [tell]}
                  rules:
                    - {when: failed, to: systems}
                    - {when: held, to: library}

            """)
    }

    private var told: [Substring] { (site.scratch.text("told") ?? "").split(separator: "\n") }

    private func run() throws -> Program.Outcome {
        try site.program.run("run", "hoard", "--root", site.scratch.path, "--supervised", "--memory", "\(1 << 30)")
    }

    /// Without its program the profile is not whole; the daemon's copy does not hold programs.
    private func spoil(_ isSpoilt: Bool) { chmod(site.scratch.at("transformers/hoard.py"), isSpoilt ? 0o600 : 0o755) }

    @Test func `is told to IT once, and again after it had been mended`() throws {
        spoil(true)
        for _ in 0..<3 {
            let outcome = try run()
            #expect(outcome.status == 7, "\(outcome.errors)")
            #expect(told == ["[example] hoard cannot run: its configuration is not whole"], "\(outcome.errors)")
        }
        spoil(false)
        // Its program fails, which is told by the run's own notice.
        _ = try run()
        #expect(site.scratch.text("state/example/unreadable/hoard.json") == nil)
        let before = told.count
        spoil(true)
        for _ in 0..<2 { #expect(try run().status == 7) }
        #expect(told.count == before + 1, "\(told)")
    }

    @Test func `a person at a terminal is told there, and nobody else is`() throws {
        spoil(true)
        let outcome = try site.program.run("run", "hoard", "--root", site.scratch.path)
        #expect(outcome.status == 7 && outcome.errors.contains("transformers/hoard.py"), "\(outcome.errors)")
        #expect(told.isEmpty)
    }
}
