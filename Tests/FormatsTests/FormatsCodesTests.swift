import Exchange
import Formats
import Testing

@Suite struct FormatsCodesTests {
    @Test("Every code is listed once and explains itself")
    func codes() {
        #expect(Set(Code.formats).count == Code.formats.count)
        #expect(Code.formats.count > 20)
        for code in Code.formats {
            #expect(code.cause.hasSuffix("."))
            #expect(!code.remedy.isEmpty)
        }
    }
}
