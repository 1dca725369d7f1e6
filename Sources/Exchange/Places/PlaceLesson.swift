/// What is learned of a place on one side and gone by on the other: keys of a connection's memory.
package enum PlaceLesson {
    /// `yes` where the place's own rename refuses a target that is there, `no` where it does anything else. Only trying
    /// tells.
    package static let renameRefusesExisting = "rename-refuses-existing"

    /// How often and when the server last refused the login, which then rests; tried once more when a person asks.
    package static let loginRefused = "login-refused"

    /// A person tries: the next login is tried at once, and only once. With one more refusal it rests again.
    package static func wakeLogin(_ memory: any PlaceMemory) throws(Fault) {
        guard let words = try memory.recall(loginRefused)?.split(separator: " ", maxSplits: 1) else { return }
        try memory.keep(loginRefused, words.count == 2 ? "1 \(words[1])" : nil)
    }
}
