"""Invented exports of fees and invoices, written as the library system writes them: streams, so that any size fits.

Nothing of it is anybody's: names, numbers and titles are counted up.
"""

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
FEE_TYPES = ("OVERDUEFINE", "LOSTITEMREPLACEMENTFEE", "LOSTITEMPROCESSFEE", "DAMAGEDITEMFINE", "RECALLEDOVERDUEFINE")


def fee(number):
    cents = 50 + number * 37 % 9950
    return f"""          <xb:userFineFee>
            <xb:fineFeeComment xsi:nil="true" {XSI}/>
            <xb:fineFeeType>{FEE_TYPES[number % len(FEE_TYPES)]}</xb:fineFeeType>
            <xb:owneredEntity><xb:InstitutionId>417</xb:InstitutionId><xb:libraryId>11110000417</xb:libraryId><xb:libraryCode>MAIN</xb:libraryCode></xb:owneredEntity>
            <xb:lastTransactionDate>11/{1 + number % 28:02}/2026 18:{number % 60:02}:09 EST</xb:lastTransactionDate>
            <xb:itemTitle>An imaginary monograph &amp; its sequel, volume {number % 977} /</xb:itemTitle>
            <xb:itemCallNumebr>ZZ{number % 89} .T{number % 7919} 2001</xb:itemCallNumebr>
            <xb:itemLibrary>Main Library</xb:itemLibrary>
            <xb:itemLocation>Stacks</xb:itemLocation>
            <xb:itemInternalLocation>Stacks</xb:itemInternalLocation>
            <xb:itemDueDate xsi:nil="true" {XSI}/>
            <xb:itemBarcode>39999{number:09}</xb:itemBarcode>
            <xb:compositeSum><xb:currency>USD</xb:currency><xb:sum>{cents // 100}.{cents % 100:02}</xb:sum><xb:vat xsi:nil="true" {XSI}/></xb:compositeSum>
            <xb:bursarTransactionId>9000000{number:09}417</xb:bursarTransactionId>
          </xb:userFineFee>
"""


def fees(count, path, per_user=4):
    """`count` fees of a quarter as many users."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("""<?xml version="1.0" encoding="UTF-8"?>
<xb:xml-fragment xmlns:xb="http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans">
  <xb:userExportedFineFees><xb:exportNumber>90000000010000417</xb:exportNumber></xb:userExportedFineFees>
  <xb:userExportedFineFees>
    <xb:userExportedList>
""")
        for first in range(0, count, per_user):
            out.write(f"""      <xb:userExportedFineFeesList>
        <xb:user>
          <xb:type>UNIV_ID</xb:type><xb:value>9{first // per_user:08}</xb:value>
          <xb:owneredEntity><xb:InstitutionId>417</xb:InstitutionId></xb:owneredEntity>
        </xb:user>
        <xb:patronName>Testcase, Ines {first // per_user}</xb:patronName>
        <xb:finefeeList>
""")
            out.writelines(fee(number) for number in range(first, min(first + per_user, count)))
            out.write("        </xb:finefeeList>\n      </xb:userExportedFineFeesList>\n")
        out.write("    </xb:userExportedList>\n  </xb:userExportedFineFees>\n</xb:xml-fragment>\n")


def line(invoice, number, cents):
    sum_ = f"{cents // 100}.{cents % 100:02}"
    return f"""          <invoice_line>
            <line_number>{number}</line_number><line_type>REGULAR</line_type><quantity>1</quantity><reporting_code>6010</reporting_code>
            <total_price>{sum_}</total_price><price>{sum_}</price>
            <po_line_info><fully_Invoiced_ind>true</fully_Invoiced_ind><po_line_owner>Main Library</po_line_owner><mms_record_id>99{invoice:08}417</mms_record_id>
              <meta_data_values><acqterms_identifier>978{invoice:010}</acqterms_identifier><acqterms_identifierType>ISBN</acqterms_identifierType></meta_data_values>
              <po_line_number>POL-{invoice}-{number}</po_line_number><po_line_price>{sum_}</po_line_price><po_line_title>An imaginary monograph &amp; its sequel /</po_line_title></po_line_info>
            <fund_info_list><fund_info><amount><currency>USD</currency><sum>{sum_}</sum></amount><local_amount><currency>USD</currency><sum>{sum_}</sum></local_amount>
              <code>MONO{number}</code><name>Monographs</name><fiscal_period>FY-2027</fiscal_period><external_id>41700|A000{number}</external_id><type>ALLOCATED</type><fund_type>4</fund_type><fund_type_desc>General</fund_type_desc><ledger_code>LG27</ledger_code><ledger_name>Library FY27</ledger_name></fund_info></fund_info_list>
          </invoice_line>
"""


def invoices(count, path, lines=5):
    """`count` invoices of so many lines each."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("""<?xml version="1.0" encoding="UTF-8"?>
<payment_data xmlns="http://com/exlibris/repository/acq/invoice/xmlbeans">
  <invoice_list>
""")
        for number in range(count):
            cents = [100 + (number * 31 + line_number * 17) % 9900 for line_number in range(lines)]
            total = sum(cents)
            out.write(f"""    <invoice>
      <invoice_number>TST-{number:07}</invoice_number>
      <invoice_owner>Main Library</invoice_owner>
      <approved_by>Mustermann Teodor</approved_by>
      <invoice_amount><currency>USD</currency><sum>{total // 100}.{total % 100:02}</sum></invoice_amount>
      <vendor_code>IMAG{number % 97}</vendor_code>
      <vendor_name>Imaginary Vendor {number % 97}</vendor_name>
      <vendor_additional_code>SITE1</vendor_additional_code>
      <vendor_FinancialSys_Code>{417000 + number % 97:010}</vendor_FinancialSys_Code>
      <vendor_liable_for_vat>false</vendor_liable_for_vat>
      <vendor_payment_address_list>
        <payment_address preferred="true"><line1>1 Sample Street</line1><city>Exampleton</city><country>USA</country><postalCode>00417</postalCode><stateProvince>ZZ</stateProvince><types><type>Payment</type></types></payment_address>
      </vendor_payment_address_list>
      <unique_identifier>9000000{number:09}417</unique_identifier>
      <invoice_date>11/{1 + number % 28:02}/2026</invoice_date>
      <payment_method>ACCOUNTINGDEPARTMENT</payment_method>
      <number_of_attachments>0</number_of_attachments>
      <invoice_ownered_entity><createdBy>n00000418</createdBy><creationDate>20261118</creationDate><customerId>410</customerId><institutionId>417</institutionId><modifiedBy>n00000418</modifiedBy></invoice_ownered_entity>
      <vat_info><expended_from_fund_ind>true</expended_from_fund_ind><inclusive_ind>true</inclusive_ind><vat_amount>0.0</vat_amount><vat_percentage>0.0</vat_percentage><vat_type>INCLUSIVE</vat_type><vat_in_invoice_line_level>false</vat_in_invoice_line_level></vat_info>
      <invoice_line_list>
""")
            out.writelines(line(number, index + 1, amount) for index, amount in enumerate(cents))
            out.write("      </invoice_line_list>\n    </invoice>\n")
        out.write("  </invoice_list>\n</payment_data>\n")
