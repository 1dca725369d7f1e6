import ArgumentParser
import Engine
import Exchange
import Glibc
import Machine
import Setup

struct TrustConnection: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust", abstract: "Look at the server's host keys, and trust the right one.",
        discussion: """
            The host key proves that the server is the one you mean. Get its fingerprint from the server's owner by another \
            way (a web page, a telephone call), and compare. Who decided, when and why is recorded.

              exchange connections trust alma
              exchange connections trust alma --fingerprint SHA256:… --reason "by phone"
              exchange connections trust alma --revoke SHA256:… --reason "server replaced"

            A key that was trusted before stays so until it is revoked, so that an announced change is no outage.
            """)

    @Argument(help: "The connection, or institution/connection.")
    var name: String
    @Option(
        help: ArgumentHelp(
            "Trust the key with this fingerprint, if the server shows it; for scripts.", valueName: "SHA256:…"))
    var fingerprint: String?
    @Option(help: ArgumentHelp("Trust the key with this fingerprint no longer.", valueName: "SHA256:…"))
    var revoke: String?
    @Option(help: ArgumentHelp("Why; it is recorded.", valueName: "text"))
    var reason: String?
    @OptionGroup var root: RootOptions

    func validate() throws {
        if fingerprint != nil, revoke != nil { throw ValidationError("Either --fingerprint or --revoke.") }
    }

    func run() throws {
        let (root, configuration) = try root.configuration()
        let desk = try ConnectionDesk(name, root, configuration, isAttended: true)
        let memory = desk.visits.shelf(of: desk.setup.name)
        let trusting = try Trusting(desk.setup.name, desk.setup.transport, memory)
        if let revoke { return try take(revoke, trusting, desk) }
        let keys = try trusting.shown(desk.visits.visit(desk.setup.name))
        if let rule = (desk.setup.transport as? any KeyShowing)?.keyRule {
            show(keys, [], desk)
            return print("Which of them are right is \(rule); nothing is to be decided here.")
        }
        show(keys, try trusting.trusted(), desk)
        if try trusting.trusted().isEmpty { print("Nothing is trusted there yet.") }
        if let fingerprint { return try trust(fingerprint, keys, trusting, because: reason ?? "") }
        let known = try trusting.trusted().map(\.key)
        let new = keys.filter { !known.contains($0) }
        if new.isEmpty { return print("Every key it shows is trusted already.") }
        guard Terminal.isTerminal(STDIN_FILENO), Terminal.isTerminal(STDOUT_FILENO) else {
            throw Fault(.trustUnasked, .stop, "Nobody can be asked about the key of '\(desk.shownName)'.")
        }
        try ask(new, trusting)
    }

    private func show(_ keys: [ShownKey], _ trusted: [TrustedHostKey], _ desk: ConnectionDesk) {
        print("\(shown(desk.setup.transport.address)) shows:")
        for key in keys {
            let mark = trusted.contains { $0.key == key } ? "  (trusted)" : ""
            print("  \(shown(key.type)) \(shown(key.fingerprint))\(mark)")
        }
        if trusted.isEmpty { return }
        print("Trusted:")
        for one in trusted {
            let why = one.reason.isEmpty ? "" : ": \(one.reason)"
            let gone = keys.contains(one.key) ? "" : "  (the server does not show it now)"
            print(
                shown(
                    "  \(one.key.type) \(one.key.fingerprint)  by \(one.person), \(desk.zone.civil(one.moment))\(why)")
                    + gone)
        }
    }

    private func ask(_ keys: [ShownKey], _ trusting: Trusting) throws(Fault) {
        for key in keys {
            print("")
            print("Compare with what the server's owner gave you: \(shown(key.type))")
            print("  \(shown(key.fingerprint))")
            print("The same, letter by letter? Type yes to trust it: ", terminator: "")
            fflush(nil)
            guard readLine()?.lowercased() == "yes" else {
                print("Not trusted.")
                continue
            }
            var why = reason
            if why == nil { why = try askedReason(key, trusting) }
            try trust(key.fingerprint, keys, trusting, because: why ?? "")
        }
    }

    /// Where a key of that type is known already, somebody must say why there is another.
    private func askedReason(_ key: ShownKey, _ trusting: Trusting) throws(Fault) -> String {
        guard let other = try trusting.earlier(key.type) else { return "" }
        print("\(shown(other)) Why is this one right? It is recorded: ", terminator: "")
        fflush(nil)
        return readLine() ?? ""
    }

    private func trust(
        _ fingerprint: String, _ keys: [ShownKey], _ trusting: Trusting, because reason: String
    ) throws(Fault) {
        let new = try trusting.trust(
            fingerprint, among: keys, at: WallClock.now(), by: Person.name, because: reason)
        print("Trusted: \(new.key.type) \(new.key.fingerprint)")
        print("Now: exchange connections test \(name)")
    }

    private func take(_ fingerprint: String, _ trusting: Trusting, _ desk: ConnectionDesk) throws(Fault) {
        let was = try trusting.revoke(
            fingerprint, at: WallClock.now(), by: Person.name, because: reason ?? "")
        print(was ? "No longer trusted: \(shown(fingerprint))" : "It was not trusted: \(shown(fingerprint))")
    }
}
