import Exchange
import Testing

@Suite struct `Layouts for bursars` {
    /// One fee as it was exported, and the line the bursar got for it.
    @Test func `detail codes are what a bursar's own program made, byte for byte`() throws {
        let trial = try TargetTrial(example: "bursar-fees-banner") { $0.replacing("name: ID,", with: "name: MITID,") }
        let fees = [
            ("123.45", "Library overdue", "39080036507785"), ("300", "Library repl", "39080037379556"),
            ("10", "Library recalled", "39080002699707"), ("0.82", "Library overdue", "39080036507785"),
        ]
        for (amount, words, barcode) in fees {
            try trial.add(fee: [
                "user_id": "12345678", "user_name": "Transfer, Bursar", "type_words": words, "amount": amount,
                "item_barcode": barcode,
            ])
        }
        #expect(
            try trial.finish() == [
                """
                "MITID","NAME","DETAILCODE","DESCRIPTION","AMOUNT","EFFECTIVEDATE","BILLINGTERM"
                "12345678","Transfer, Bursar","ROLH","Library overdue 39080036507785","123.45","03/01/2023","2023SP"
                "12345678","Transfer, Bursar","ROLH","Library repl 39080037379556","300","03/01/2023","2023SP"
                "12345678","Transfer, Bursar","ROLH","Library recalled 3908000269970","10","03/01/2023","2023SP"
                "12345678","Transfer, Bursar","ROLH","Library overdue 39080036507785","0.82","03/01/2023","2023SP"

                """
            ])
        #expect(trial.controls == ["1 records 4", "1 lines 5", "1 AMOUNT 434.27"])
    }

    @Test(arguments: [
        ("2023-04-30", "2023SP"), ("2023-05-01", "2023SU"), ("2023-07-31", "2023SU"), ("2023-08-01", "2024FA"),
        ("2023-12-31", "2024FA"), ("2024-01-01", "2024SP"),
    ])
    func `a billing term is that of its day`(day: String, term: String) throws {
        let trial = try TargetTrial(example: "bursar-fees-banner", day: day)
        try trial.add(fee: ["user_id": "1", "user_name": "N", "type_words": "w", "amount": "1"])
        #expect(try trial.finish()[0].hasSuffix("\"\(term)\"\n"))
    }

    @Test func `charges and credits go into two files`() throws {
        let trial = try TargetTrial(example: "bursar-fees-peoplesoft")
        for (type, amount) in [("OVERDUEFINE", "12.5"), ("CREDIT", "-3"), ("LOSTITEMPROCESSFEE", "0")] {
            try trial.add(fee: [
                "user_id": "900000417", "fee_type": type, "amount": amount, "transaction_date": "2023-02-28",
            ])
        }
        #expect(
            try trial.finish() == [
                "900000417,300000000003,0012.50,02/28/2023\n900000417,300000000002,0000.00,02/28/2023\n",
                "900000417,800000000001,0003.00,02/28/2023\n",
            ])
        #expect(trial.outbox.outputs.map(\.part) == ["DEBITS", "CREDITS"])
        #expect(
            trial.controls == [
                "1 records 2", "1 lines 2", "1 amount 12.5", "2 records 1", "2 lines 1", "2 amount 3",
            ])
    }

    @Test func `a first line holds what is known at the end`() throws {
        let trial = try TargetTrial(example: "bursar-fees-peoplesoft-fixed", day: "2026-07-01")
        try trial.add(fee: [
            "user_id": "900000417", "amount": "85.5", "transaction_id": "90000000020000417",
            "transaction_date": "2026-06-30", "type_words": "Lost: a book with a title that is too long",
        ])
        try trial.add(fee: [
            "user_id": "900000418", "amount": "-3", "transaction_id": "INST00019145", "transaction_date": "2026-06-30",
        ])
        #expect(
            try trial.finish() == [
                """
                         2 0000000000088.50 41001\u{20}
                900000417 240000012000 1272 000000000085.50 N 90000000020000417              063026 Lost: a book with a title that
                900000418 240000012000 1272 000000000003.00 Y INST00019145                   063026 Library fee                  \u{20}

                """
            ])
        #expect(
            trial.controls == [
                "1 records 2", "1 lines 3", "1 LINES (once in a file) 2", "1 TOTAL (once in a file) 88.5",
                "1 AMOUNT 88.5",
            ])
    }

    @Test(arguments: [("2026-11-25", "12252026"), ("2026-11-26", "01252027")])
    func `97 columns are 97 columns`(day: String, due: String) throws {
        let trial = try TargetTrial(example: "bursar-fees-fixed-97", day: day)
        try trial.add(fee: ["user_id": "1204567890", "amount": "1234.5", "transaction_id": "90000000020000417"])
        try trial.add(fee: ["user_id": "1204567890", "amount": "-1", "transaction_id": "90000000020000418"])
        let billed = "\(day.dropFirst(5).prefix(2))\(day.suffix(2))2026"
        let files = try trial.finish()
        #expect(
            files == [
                "1204567890  LIBRARY         1234.50 \(due)  \(billed)  2267      90000000020000417              \n",
                "1204567890  LIBRARY            1.00 \(due)  \(billed)  2267  Y   90000000020000418              \n",
            ])
        #expect(files.allSatisfy { $0.utf8.count == 98 })
        #expect(trial.outbox.outputs.map(\.part) == ["1", "2"])
    }

    @Test func `a plain table has the digits of each currency`() throws {
        let trial = try TargetTrial(example: "bursar-fees-csv")
        for (amount, currency) in [("12.5", "USD"), ("300", "JPY"), ("1.234", "KWD"), ("-7", "EUR")] {
            try trial.add(fee: [
                "transaction_id": "T\(amount)", "user_id": "1", "user_name": "Mu\u{308}ller, \"Ida\"",
                "amount": amount, "currency": currency, "transaction_date": "2026-11-20",
            ])
        }
        try trial.add(fee: ["transaction_id": "T", "user_id": "1", "amount": "0.001", "currency": "USD"])
        try trial.add(fee: ["transaction_id": "T", "user_id": "1", "amount": "1", "currency": "XYZ"])
        let lines = try trial.finish()[0].split(separator: "\r\n")
        #expect(lines.count == 5)
        #expect(lines[1] == "T12.5,1,\"Mu\u{308}ller, \"\"Ida\"\"\",,12.50,USD,2026-11-20,,,")
        #expect(lines.dropFirst(2).map { $0.split(separator: ",")[4] } == ["300", "1.234", "-7.00"])
        #expect(
            trial.problems == [
                "target.number amount (fee) has more digits behind its decimal mark than can be written here; none may be lost",
                "target.number amount (fee) has no currency that would say how many digits to write",
            ])
    }
}
