import ServerKit
import Testing

/// The real program, killed over the same file again and again.
@Suite struct `The program killed over one file` {
    /// Behind the conversion: of a run that begins, and of one that goes on with it.
    private func kill(_ root: SampleRoot, _ times: Int) throws {
        for turn in 0..<times {
            let killed = try root.run(["EXCHANGE_FP": "run.step:\(turn == 0 ? 3 : 1):kill"])
            #expect(killed.status == 137, "\(killed.output)")
        }
    }

    @Test func `sets it aside, says so, and takes the next`() throws {
        let root = try SampleRoot()
        try kill(root, 3)
        let aside = try root.run()
        #expect(aside.status == 5 && aside.output.contains("[run.poison]"), "\(aside.output)")
        #expect(aside.output.contains("3 processes that ended"), "\(aside.output)")
        #expect(root.delivered.isEmpty && root.waiting == root.given.keys.sorted())
        #expect(try root.run().status == 3)
    }

    @Test func `and once less delivers it as ever`() throws {
        let undisturbed = try SampleRoot()
        _ = try undisturbed.run()
        let root = try SampleRoot()
        try kill(root, 2)
        try root.demandOnce(as: undisturbed, "killed twice over one file")
    }
}
