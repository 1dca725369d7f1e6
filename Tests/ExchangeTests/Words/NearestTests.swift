import Exchange
import Testing

struct NearestTests {
    private let keys = ["connection", "folder", "files", "settle", "wait", "after", "after_folder", "after_suffix"]

    @Test(arguments: [
        ("flies", "files"), ("file", "files"), ("fils", "files"), ("Files", "files"), ("folders", "folder"),
        ("settel", "settle"), ("connexion", "connection"), ("after-folder", "after_folder"), ("conn", "connection"),
        ("wiat", "wait"), ("WAIT", "wait"),
    ])
    func `finds what was meant`(_ word: String, _ meant: String) {
        #expect(nearest(word, among: keys) == meant)
    }

    @Test(arguments: ["", "x", "colour", "delimiter", "wt", "ab"])
    func `does not guess wildly`(_ word: String) { #expect(nearest(word, among: keys) == nil) }

    @Test func `the first of equally near ones`() {
        #expect(nearest("cat", among: ["bat", "hat", "cut"]) == "bat")
        #expect(nearest("anything", among: []) == nil)
    }

    @Test func `long words end quickly`() {
        #expect(nearest(String(repeating: "a", count: 1 << 20), among: keys) == nil)
    }
}
