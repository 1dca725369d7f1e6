import Exchange
import Feeds
import Testing

/// Alma's ids have 17 digits, a voucher's number has eight characters.
@Suite struct `Numbers of vouchers` {
    private static let voucher = """
        {name: voucher_id, join: [{constant: A}, {value: {column: invoice_id, pattern: "..(.*).....", take: 1, base: 36}, \
        width: 7, align: right, pad: "0"}], required: yes}
        """
    private static let layout = """
        format: xml
        document:
          - name: voucher_build
            content:
              - name: vchr_hdr_stg
                for: invoice
                content: [\(voucher), {name: alma, value: invoice_id}]
        """

    @Test func `hold the part of an id that counts, to the base 36, in seven places`() throws {
        let trial = try TargetTrial(Self.layout, TargetShapes.invoices)
        for id in ["16793228100006421", "16000000041706421", "INST00019145"] {
            try trial.add([("invoice", ["invoice_id": id])])
        }
        #expect(trial.problems == ["rule.base invoice_id (invoice) is no whole number of at most 18 digits"])
        let text = try trial.finish()[0]
        #expect(
            text.contains("<voucher_id>A3N6OB6W</voucher_id>") && text.contains("<voucher_id>A00000BL</voucher_id>"),
            "\(text)")
        #expect(!text.contains("INST"))
    }
}
