import ServerKit
import Testing

/// Files of the finance kind from the field.
@Suite(.enabled(if: Field.isGiven)) struct FinanceCorpusTests {
    @Test(arguments: Field.files("alma/erp-payment-confirmation"))
    func `a payment confirmation from the field is read without loss`(_ path: String) throws {
        let outcome = try Program().run("validate", path, "--json")
        #expect(outcome.status == 0, "\(path): \(outcome.output) \(outcome.errors)")
        let opinion = try OpinionDocument(outcome.output)
        #expect(opinion.findings.isEmpty && opinion.records.balance)
    }
}
