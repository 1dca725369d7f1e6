/// What is learned of a place on one side and gone by on the other: keys of a connection's memory.
package enum PlaceLesson {
    /// `yes` where the place's own rename refuses a target that is there, `no` where it does anything else. Only trying
    /// tells.
    package static let renameRefusesExisting = "rename-refuses-existing"

    /// How often and when the server last refused the login, which then rests; forgotten when a person tries anew.
    package static let loginRefused = "login-refused"
}
