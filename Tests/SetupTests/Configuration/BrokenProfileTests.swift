import Testing

struct BrokenProfileTests {
    @Test func `the profile the table starts from is whole`() {
        #expect(TestRoot().complaints() == [])
        #expect(TestRoot().complaints("north/fees") == [])
    }

    @Test(arguments: BrokenProfile.all)
    func `says where, which key, and what was meant`(_ broken: BrokenProfile) {
        #expect(TestRoot(lines: broken.lines).complaints() == broken.complaints)
    }

    @Test func `the table is long`() { #expect(BrokenProfile.all.count >= 60) }
}
