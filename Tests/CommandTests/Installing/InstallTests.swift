import Exchange
import Glibc
import Machine
import ServerKit
import Testing

/// `make install`, its manual pages and units, below a folder of the test's own.
@Suite struct InstallTests {
    private func install(_ destination: String, _ prefix: String = "/usr") throws -> Program.Outcome {
        try Program("/bin/sh").run(
            "\(Repository.path)/deploy/install", Repository.binary, destination, prefix)
    }

    /// Every file below a folder of the scratch.
    private func files(_ scratch: Scratch, _ folder: String) throws -> [String] {
        let found = try Program("/usr/bin/find").run(scratch.at(folder), "-type", "f")
        return found.output.split(separator: "\n").map { String($0.dropFirst(scratch.at(folder).count)) }.sorted()
    }

    @Test func `everything has its place, and goes again but for the configuration`() throws {
        let scratch = try Scratch()
        let outcome = try install(scratch.at("d"))
        #expect(outcome.status == 0, "\(outcome.errors)")
        let installed = try files(scratch, "d")
        for path in [
            "/usr/bin/exchange", "/usr/share/man/man1/exchange.1.gz", "/usr/share/man/man1/exchange-run.1.gz",
            "/usr/share/man/man5/exchange-profile.5.gz", "/usr/share/bash-completion/completions/exchange",
            "/usr/share/zsh/vendor-completions/_exchange", "/usr/share/fish/vendor_completions.d/exchange.fish",
            "/usr/lib/systemd/system/exchange.service", "/usr/lib/systemd/system/exchange-run@.service",
            "/usr/lib/systemd/system/exchange-run@.timer", "/usr/lib/sysusers.d/exchange.conf",
            "/usr/lib/tmpfiles.d/exchange.conf", "/usr/share/doc/exchange/INSTALLING.md",
        ] { #expect(installed.contains(path), "\(path)") }
        #expect(scratch.text("d/usr/lib/systemd/system/exchange.service")?.contains("@bindir@") == false)
        #expect(
            scratch.text("d/usr/lib/systemd/system/exchange.service")?.contains("ExecStart=/usr/bin/exchange ") == true)

        try scratch.write("d/etc/exchange/Profiles/connections.yaml", "# edited\nconnections: {}\n")
        #expect(try install(scratch.at("d")).status == 0)
        #expect(scratch.text("d/etc/exchange/Profiles/connections.yaml")?.hasPrefix("# edited") == true)

        let removed = try Program("/bin/sh").run(
            "\(Repository.path)/deploy/install", "--remove", scratch.at("d"), "/usr")
        #expect(removed.status == 0, "\(removed.errors)")
        #expect(
            try files(scratch, "d") == [
                "/etc/exchange/Profiles/connections.yaml", "/etc/exchange/Profiles/institutions.yaml",
            ])
    }

    @Test func `the configuration that is installed is whole`() throws {
        let scratch = try Scratch()
        _ = try install(scratch.at("d"), "/usr/local")
        let outcome = try Program().run("profiles", "check", "--root", scratch.at("d/etc/exchange"))
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test func `every command has a manual page without a fault`() throws {
        let scratch = try Scratch()
        let made = try Program("/usr/bin/python3").run(
            "\(Repository.path)/deploy/make-manual", Repository.binary, "\(Repository.path)/Profiles/README.md",
            scratch.at("man"))
        #expect(made.status == 0, "\(made.errors)")
        let pages = scratch.names("man")
        let help = try Program().run("--help").output
        let commands = help.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst()
            .prefix { $0.hasPrefix("  ") }.filter { !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
            .filter { $0.first?.isLowercase == true }
        #expect(commands.count > 10)
        for command in commands { #expect(pages.contains("exchange-\(command).1"), "\(command)") }
        // Warnings of groff's, by way of man(1), stand on standard error.
        let page = try Program("/usr/bin/mandoc").run(["-Tlint", "-Wwarning"] + pages.map { scratch.at("man/\($0)") })
        #expect(page.status == 0, "\(page.output)")
    }

    /// Of what systemd does with them, `make check-deb` tells: it starts a machine for that.
    @Test func `systemd understands the units`() throws {
        let scratch = try Scratch()
        // It looks whether the program is there.
        try scratch.folder("units")
        for unit in ["exchange.service", "exchange-run@.service", "exchange-run@.timer"] {
            let text = try Checkout.text("deploy/systemd/\(unit)")
            let name = unit.replacing("@.", with: "@sis-import.")
            try scratch.write(
                "units/\(name)",
                text.replacing("@bindir@", with: "/usr/bin").replacing("/usr/bin/exchange", with: Repository.binary))
        }
        let outcome = try Program("/usr/bin/systemd-analyze").run(
            ["verify", "--man=no"] + scratch.names("units").map { scratch.at("units/\($0)") })
        let own = outcome.errors.split(separator: "\n").filter { $0.contains("exchange") }
        #expect(own.isEmpty, "\(outcome.errors)")
    }

    @Test func `their walls are as high as was meant`() throws {
        for unit in ["exchange.service", "exchange-run@.service"] {
            let scratch = try Scratch()
            try scratch.write(unit, try Checkout.text("deploy/systemd/\(unit)").replacing("@bindir@", with: "/usr/bin"))
            let outcome = try Program("/usr/bin/systemd-analyze").run(
                "security", "--no-pager", "--offline=yes", "--threshold=12", scratch.at(unit))
            #expect(outcome.status == 0, "\(unit): \(outcome.output.suffix(200))\(outcome.errors)")
        }
    }
}
