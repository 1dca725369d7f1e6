import Exchange
import Glibc

/// Whose decision it is, for the ledger: the account behind this process.
enum Person {
    /// `alice`, or `alice as exchange` where somebody works under another account by sudo(8); the number of an account
    /// without a name.
    static var name: String {
        let own = called(getuid())
        guard let caller = Environment.value("SUDO_USER"), caller != own else { return own }
        return "\(Person.plain(caller)) as \(own)"
    }

    /// The account whose rights this process has.
    static var own: String { called(geteuid()) }

    /// An account's name, or its number where it has none.
    static func called(_ id: UInt32) -> String {
        guard let found = getpwuid(id), let name = found.pointee.pw_name else { return String(id) }
        return String(cString: name)
    }

    /// An environment says what it likes.
    private static func plain(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(64).map(Character.init))
    }
}
