/// What is wrong with a cron line, and where in it.
package struct CronProblem: Error, Hashable, Sendable {
    /// Letters from the beginning of the line.
    package let offset: Int
    /// One sentence, with what to write instead.
    package let message: String
    /// The word that was probably meant.
    package let nearest: String?

    init(_ offset: Int, _ message: String, nearest: String? = nil) {
        self.offset = offset
        self.message = message
        self.nearest = nearest
    }
}
