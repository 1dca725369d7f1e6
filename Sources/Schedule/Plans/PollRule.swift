/// Looking again and again for a file: from each of the schedule's times on, every `every` seconds, for `open` seconds.
package struct PollRule: Hashable, Sendable {
    package let every: Int
    package let open: Int

    package init(every: Int, open: Int) {
        self.every = every
        self.open = open
    }
}
