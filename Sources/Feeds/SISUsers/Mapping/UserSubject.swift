import Exchange

extension UserLayout {
    /// What findings about this user name (`Finding.subject`): the primary id, where it is there and looks like an
    /// identifier. In a row whose columns are shifted a name or a street may stand in its place, and that must not get
    /// into a report: nothing with a blank in it, with a control character, or of more than 64 bytes is one.
    ///
    /// Looked up when there is something to say, never otherwise.
    func subject(of user: borrowing UserRecord) -> String? {
        guard let slot = primarySlot, user.isNamed, !user.isBlank(slot), user.ranges[slot].count <= 64 else {
            return nil
        }
        let isPlain = user.with(slot) { text in text.allSatisfy { $0 > 0x20 && $0 != 0x7F } }
        return isPlain ? user.text(slot) : nil
    }
}
