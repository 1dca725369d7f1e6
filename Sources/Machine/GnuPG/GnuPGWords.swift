import Exchange

/// All that gpg said about one file.
struct GnuPGWords: Hashable {
    let exit: Int
    let status: GnuPGStatus
    /// For people; nothing is decided by them but how a fault is put.
    let lastWords: String

    /// What is wrong is gpg's own matter.
    func trouble(_ name: String) -> Fault {
        let last = lastWords.split(separator: "\n").last.map { PlacePath.readable(String($0)) } ?? "nothing"
        return Fault(
            .pgpProgram, .stop, "gpg could not work on \(PlacePath.readable(name)). Its last words: \(last)",
            context: ["exit": String(exit)])
    }
}
