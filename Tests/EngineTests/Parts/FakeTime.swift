import Exchange

/// A clock that moves only when somebody sleeps, and what happens meanwhile.
final class FakeTime {
    private(set) var now: Moment
    private(set) var slept: [Int] = []
    var whileAsleep: (Int) -> Void = { _ in }

    init(_ seconds: Int = 1_795_000_000) { now = Moment(seconds: seconds) }

    func sleep(_ milliseconds: Int) {
        slept.append(milliseconds)
        now = Moment(seconds: now.seconds + milliseconds / 1000, nanoseconds: now.nanoseconds)
        whileAsleep(slept.count)
    }
}
