import Setup
import Testing

struct NearestWordTests {
    private let keys = ["connection", "folder", "files", "settle", "wait", "after", "after_folder", "after_suffix"]

    @Test(arguments: [
        ("flies", "files"), ("file", "files"), ("fils", "files"), ("Files", "files"), ("folders", "folder"),
        ("settel", "settle"), ("connexion", "connection"), ("after-folder", "after_folder"), ("conn", "connection"),
        ("wiat", "wait"), ("WAIT", "wait"),
    ])
    func `finds what was meant`(_ word: String, _ meant: String) {
        #expect(NearestWord.nearest(to: word, of: keys) == meant)
    }

    @Test(arguments: ["", "x", "colour", "delimiter", "wt", "ab"])
    func `does not guess wildly`(_ word: String) { #expect(NearestWord.nearest(to: word, of: keys) == nil) }

    @Test func `the first of equally near ones`() {
        #expect(NearestWord.nearest(to: "cat", of: ["bat", "hat", "cut"]) == "bat")
        #expect(NearestWord.nearest(to: "anything", of: []) == nil)
    }

    @Test func `long words end quickly`() {
        #expect(NearestWord.nearest(to: String(repeating: "a", count: 1 << 20), of: keys) == nil)
    }
}
