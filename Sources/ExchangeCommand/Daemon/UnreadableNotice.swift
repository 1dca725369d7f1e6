import Engine
import Exchange
import Machine
import Setup

/// Tells IT that a profile's runs cannot begin. There is no run yet that could be reported, and the daemon's log is read by
/// nobody at night. Nothing here is a fault of the run: what goes wrong is said on standard error.
struct UnreadableNotice {
    let folder: RootFolder
    let configuration: Configuration
    let name: ProfileName

    /// Once for the same complaints; where nobody could be told, the next run tries again.
    func tell(_ complaints: Complaints) {
        quietly { () throws(Fault) in
            guard let institution else { return }
            let channels = UnreadableProfile.channels(of: configuration.notices(of: institution))
            if channels.isEmpty { return }
            let workspace = try Workspace(folder.state(of: institution.name), keyFile: folder.keyFile(of: institution))
            let now = UnreadableProfile(complaints.sorted().all.map { "\($0.mark): \($0.message)" })
            if try UnreadableProfile.told(name.profile, in: workspace) == now { return }
            let zone = try TimeZoneFile.zone(named: institution.zone)
            let at = zone.civil(WallClock.now())
            let end = WallClock.steady() + Double(NoticeSending.budgetMilliseconds) / 1000
            let stop = Interruption.listen()
            let visit = Visit(
                abort: Abort { stop.isRequested || WallClock.steady() >= end }, now: WallClock.now,
                sleep: WallClock.sleep)
            var told = 0
            for channel in channels {
                let notice = now.notice(
                    to: channel.name, institution.name, profile: name.profile, at: at, zone: institution.zone)
                quietly { () throws(Fault) in
                    _ = try channel.channel.send(notice, visit)
                    told += 1
                }
            }
            if told > 0 { try now.keep(name.profile, in: workspace) }
        }
    }

    /// The profile could be read.
    func forget() {
        quietly { () throws(Fault) in
            guard let institution else { return }
            let workspace = try Workspace(folder.state(of: institution.name), keyFile: folder.keyFile(of: institution))
            try UnreadableProfile.forget(name.profile, in: workspace)
        }
    }

    private var institution: Institution? { configuration.institutions.first { $0.name == name.institution } }

    private func quietly(_ body: () throws(Fault) -> Void) {
        do throws(Fault) { try body() } catch {
            Terminal.complain("exchange: nobody was told of it: \(shown(error.message))  [\(error.code.name)]")
        }
    }
}
