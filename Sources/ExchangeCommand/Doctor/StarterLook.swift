import Exchange
import Glibc
import Machine

/// What starts the runs of the machine's own configuration: the daemon, timers, or cron.
struct StarterLook {
    private let root: RootFolder

    init(_ root: RootFolder) { self.root = root }

    /// Nothing for a folder of somebody's own: whatever starts its runs may be anywhere.
    var lines: [DoctorLine] {
        guard root.isInstalled else { return [] }
        let starters = daemon + timers + cron
        if !starters.isEmpty { return [.ok("started by", starters.joined(separator: ", "))] }
        return [
            .warn(
                "started by", "Nothing starts the runs: no daemon, no timer, nothing in cron.",
                do: "systemctl enable --now exchange, or see /etc/cron.d/exchange in the guide."
            )
        ]
    }

    private var daemon: [String] {
        let wants = names("/etc/systemd/system/multi-user.target.wants")
        return wants.contains("exchange.service") ? ["exchange.service"] : []
    }

    private var timers: [String] {
        names("/etc/systemd/system/timers.target.wants").filter { $0.hasPrefix("exchange-run@") }.sorted()
    }

    private var cron: [String] {
        names("/etc/cron.d").filter { $0.hasPrefix("exchange") }.map { "/etc/cron.d/\($0)" }
    }

    private func names(_ folder: String) -> [String] {
        var found: [String] = []
        do throws(Fault) {
            try Folder.open(folder).list { entry throws(Fault) in
                found.append(entry.name)
                return .more
            }
        } catch {}
        return found
    }
}
