import Exchange
import Formats
import Glibc
import Machine
import Transports

/// What the machine has, whatever the configuration says; `needs` decides whether something is missed.
struct HostLook {
    let needs: SiteNeeds
    /// Whether it is about the machine's own configuration, which has an account of its own.
    let isInstalled: Bool

    var lines: [DoctorLine] { [program] + libraries + programs + [authorities, zones, time, descriptors] }

    private var program: DoctorLine {
        guard geteuid() == 0, isInstalled else {
            return .ok("program", "exchange \(Program.version), run by \(Person.name)")
        }
        return .warn(
            "program", "exchange \(Program.version), run by root, who may do what the profiles' own account may not",
            do: "Ask again as the account that runs them: sudo -u exchange exchange doctor.")
    }

    private var libraries: [DoctorLine] {
        var found: [String] = []
        var missing: [DoctorLine] = []
        func look(_ name: String, isNeeded: Bool, _ load: () throws(Fault) -> String) {
            do throws(Fault) {
                let version = try load()
                found.append(version.isEmpty ? name : "\(name) \(version)")
            } catch {
                missing.append(.missing("libraries", isNeeded: isNeeded, error.message, do: error.remedy))
            }
        }
        look("libarchive", isNeeded: true) { () throws(Fault) in
            try FormatLibraries.archive()
            return ""
        }
        look("libxml2", isNeeded: true) { () throws(Fault) in
            try FormatLibraries.xml()
            return ""
        }
        look("libcurl", isNeeded: needs.usesCurl) { () throws(Fault) in try TransportLibraries.curl() }
        // Where it is missing, the program ssh takes its place.
        look("libssh2", isNeeded: false) { () throws(Fault) in try TransportLibraries.ssh2() }
        return [.ok("libraries", found.isEmpty ? "none of those loaded late" : found.joined(separator: ", "))] + missing
    }

    private var programs: [DoctorLine] {
        var lines: [DoctorLine] = []
        var found: [String] = []
        func look(_ program: String, isNeeded: Bool, for use: String, package: String) {
            if access(program, X_OK) == 0 { return found.append(program) }
            lines.append(
                .missing(
                    "programs", isNeeded: isNeeded, "There is no \(program), which \(use).",
                    do: "apt-get install --no-install-recommends \(package)"))
        }
        // Whether a connection cannot do without it is said of that connection.
        look(
            "/usr/bin/ssh", isNeeded: false, for: "some servers by SFTP need, and 'connections trust'",
            package: "openssh-client")
        look("/usr/bin/gpg", isNeeded: needs.usesPGP, for: "profiles with 'pgp' need", package: "gpg gpg-agent")
        return (found.isEmpty ? [] : [.ok("programs", found.joined(separator: ", "))]) + lines
    }

    private var authorities: DoctorLine {
        let file = "/etc/ssl/certs/ca-certificates.crt"
        if access(file, R_OK) == 0 { return .ok("certificates", "\(file) says who vouches for servers over TLS") }
        return .missing(
            "certificates", isNeeded: needs.usesTLS, "There is no \(file), so nobody vouches for servers over TLS.",
            do: "apt-get install ca-certificates; or name a file under 'ca' in each connection.")
    }

    private var zones: DoctorLine {
        do throws(Fault) { _ = try TimeZoneFile.zone(named: "America/Chicago") } catch {
            return .fail(
                "time zones", "This machine knows no time zones: runs could not tell their time.",
                do: "apt-get install tzdata")
        }
        guard let release = TimeZoneRelease.installed() else {
            return .ok("time zones", "known, of an unknown release")
        }
        let year = CivilTime(WallClock.now(), offset: 0, abbreviation: "UTC").date.year
        if year - release.year < 2 { return .ok("time zones", "tz database \(release)") }
        return .warn(
            "time zones", "The tz database is \(release): changes of clocks decided since are not in it.",
            do: "apt-get update && apt-get install --only-upgrade tzdata")
    }

    private var time: DoctorLine {
        switch TimeKeeping.isSynchronised {
        case true?: .ok("time", "kept right by a time service")
        case nil: .ok("time", "the kernel does not tell whether a time service keeps it right")
        case false?:
            .warn(
                "time", "No time service keeps it right; schedules, file ages and certificates go by it.",
                do: "apt-get install systemd-timesyncd (or chrony); then 'timedatectl' shows it.")
        }
    }

    private var descriptors: DoctorLine {
        let count = OpenDescriptors.free
        if count >= 200 { return .ok("limits", "\(grouped(count)) more files may be open at once") }
        return .warn(
            "limits", "Only \(grouped(count)) more files may be open at once, so large batches go slowly.",
            do: "Raise it where the runs are started: 'ulimit -n 1024', or LimitNOFILE= in a unit.")
    }
}
