/// Invented invoices and fees, and profiles that take them, for suites of this target.
enum Money {
    static let invoices = """
        feed: erp-invoices
        from: {connection: campus, folder: outgoing, files: "*.xml", settle: 0s}
        to: {connection: alma, folder: sis, name: "invoices_{run}.csv"}
        write:
          format: delimited
          records: [{for: fund, fields: [{value: invoice_id}, {value: invoice_amount}, {value: fund_amount}]}]
        """

    static let namespace = "http://com/exlibris/repository/acq/invoice/xmlbeans"

    /// An export of invoices with one line and one fund each, by identifier and amount; their numbers are `N-<id>`.
    static func export(_ invoices: [(id: String, sum: String)], currency: String = "USD", namespace: String = namespace)
        -> String
    {
        let list = invoices.map { id, sum in
            """
            <invoice><invoice_number>N-\(id)</invoice_number>\
            <invoice_amount><currency>\(currency)</currency><sum>\(sum)</sum></invoice_amount>\
            <vendor_code>IMAGVEND</vendor_code><vendor_name>Imaginary Vendor</vendor_name>\
            <unique_identifier>\(id)</unique_identifier><invoice_date>11/18/2026</invoice_date>\
            <invoice_line_list><invoice_line><line_number>1</line_number><line_type>REGULAR</line_type>\
            <total_price>\(sum)</total_price><price>\(sum)</price><fund_info_list><fund_info>\
            <amount><currency>\(currency)</currency><sum>\(sum)</sum></amount><code>MONO</code>\
            <external_id>41700.A1.7</external_id></fund_info></fund_info_list></invoice_line></invoice_line_list></invoice>
            """
        }
        return
            "<payment_data xmlns=\"\(namespace)\"><invoice_list>\n\(list.joined(separator: "\n"))\n</invoice_list></payment_data>"
    }
}

extension Money {
    static let fees = """
        feed: bursar-fees
        from: {connection: campus, folder: outgoing, files: "*.xml", settle: 0s}
        to: {connection: alma, folder: sis, name: "fees_{run}.csv"}
        fee_types: {lookup: {OVERDUEFINE: Overdue}}
        write:
          format: delimited
          records: [{for: fee, fields: [{value: user_id}, {value: amount}, {value: transaction_id}]}]
        """

    static let feesNamespace = "http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans"

    /// An export of overdue fines of one user, by transaction and amount.
    static func export(fees: [(id: String, sum: String)], currency: String = "USD", namespace: String = feesNamespace)
        -> String
    {
        let list = fees.map { id, sum in
            """
            <xb:userFineFee><xb:fineFeeType>OVERDUEFINE</xb:fineFeeType><xb:compositeSum><xb:currency>\(currency)</xb:currency>\
            <xb:sum>\(sum)</xb:sum></xb:compositeSum><xb:bursarTransactionId>\(id)</xb:bursarTransactionId></xb:userFineFee>
            """
        }
        return """
            <xb:xml-fragment xmlns:xb="\(namespace)"><xb:userExportedFineFees>\
            <xb:userExportedList><xb:userExportedFineFeesList><xb:user><xb:value>900417</xb:value></xb:user><xb:finefeeList>
            \(list.joined(separator: "\n"))</xb:finefeeList></xb:userExportedFineFeesList></xb:userExportedList></xb:userExportedFineFees>\
            </xb:xml-fragment>
            """
    }
}
