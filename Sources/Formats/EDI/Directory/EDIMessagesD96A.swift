/// Message structures of UN/EDIFACT D.96A (UNTDID, part 4.3.1 of each message): which segments, in which order, how often.
///
/// `DTM!x35`: mandatory, at most 35 times; `g1x99(RFF! DTMx5)`: segment group 1, conditional, at most 99 times, begun by RFF.
enum EDIMessagesD96A {
    static let all: [(type: String, structure: String)] = [
        (
            "INVOIC",
            """
            UNH! BGM! DTM!x35 PAI ALIx5 IMD FTXx10 g1x99(RFF! DTMx5) g2x99(NAD! LOCx25 FIIx5 g3x9999(RFF! DTMx5)
            g4x5(DOC! DTMx5) g5x5(CTA! COMx5)) g6x5(TAX! MOA LOCx5) g7x5(CUX! DTMx5) g8x10(PAT! DTMx5 PCD MOA PAI FII)
            g9x10(TDT! g10x10(LOC! DTMx5) g11x9999(RFF! DTMx5)) g12x5(TOD! LOCx2) g13x1000(PAC! MEAx5 g14x5(PCI! RFF
            DTMx5 GINx5)) g15x9999(ALC! ALIx5 g16x5(RFF! DTMx5) g17(QTY! RNG) g18(PCD! RNG) g19x2(MOA! RNG) g20(RTE!
            RNG) g21x5(TAX! MOA)) g22x100(RCS! RFFx5 DTMx5 FTXx5) g23(AJT! FTXx5) g24(INP! FTXx5)
            g25x9999999(LIN! PIAx25 IMDx10 MEAx5 QTYx5 PCD ALIx5 DTMx35 GINx1000 GIRx1000 QVR EQD FTXx5 g26x5(MOA! CUX)
            g27x10(PAT! DTMx5 PCD MOA) g28x25(PRI! APR RNG DTMx5) g29x10(RFF! DTMx5) g30x10(PAC! MEAx10 g31x10(PCI! RFF
            DTMx5 GINx10)) g32x9999(LOC! QTYx100 DTMx5) g33x99(TAX! MOA LOCx5) g34x20(NAD! LOCx5 g35x5(RFF! DTMx5)
            g36x5(DOC! DTMx5) g37x5(CTA! COMx5)) g38x15(ALC! ALIx5 DTMx5 g39(QTY! RNG) g40(PCD! RNG) g41x2(MOA! RNG)
            g42(RTE! RNG) g43x5(TAX! MOA)) g44x10(TDT! g45x10(LOC! DTMx5)) g46x5(TOD! LOCx2) g47x100(RCS! RFFx5 DTMx5
            FTXx5))
            UNS! CNTx10 g48!x100(MOA! g49(RFF! DTMx5)) g50x10(TAX! MOAx2) g51x15(ALC! ALI MOAx2) UNT!
            """
        ),
        (
            "ORDERS",
            """
            UNH! BGM! DTM!x35 PAI ALIx5 IMD FTXx99 g1x10(RFF! DTMx5) g2x99(NAD! LOCx25 FIIx5 g3x10(RFF! DTMx5) g4x5(DOC!
            DTMx5) g5x5(CTA! COMx5)) g6x5(TAX! MOA LOCx5) g7x5(CUX! PCDx5 DTMx5) g8x10(PAT! DTMx5 PCD MOA) g9x10(TDT!
            g10x10(LOC! DTMx5)) g11x5(TOD! LOCx2) g12x10(PAC! MEAx5 g13x5(PCI! RFF DTMx5 GINx10)) g14x10(EQD! HANx5
            MEAx5 FTXx5) g15x10(SCC! FTXx5 RFFx5 g16x10(QTY! DTMx5)) g17x25(APR! DTMx5 RNG) g18x15(ALC! ALIx5 DTMx5
            g19(QTY! RNG) g20(PCD! RNG) g21x2(MOA! RNG) g22(RTE! RNG) g23x5(TAX! MOA)) g24x100(RCS! RFFx5 DTMx5 FTXx5)
            g25x200000(LIN! PIAx25 IMDx99 MEAx5 QTYx10 PCDx5 ALIx5 DTMx35 MOAx10 GINx1000 GIRx1000 QVR DOCx5 PAI FTXx99
            g26x999(CCI! CAVx10 MEAx10) g27x10(PAT! DTMx5 PCD MOA) g28x25(PRI! CUX APR RNG DTMx5) g29x10(RFF! DTMx5)
            g30x10(PAC! MEAx5 QTYx5 DTMx5 g31(RFF! DTMx5) g32x5(PCI! RFF DTMx5 GINx10)) g33x9999(LOC! QTY DTMx5)
            g34x10(TAX! MOA LOCx5) g35x99(NAD! LOCx5 g36x5(RFF! DTMx5) g37x5(DOC! DTMx5) g38x5(CTA! COMx5)) g39x99(ALC!
            ALIx5 DTMx5 g40(QTY! RNG) g41(PCD! RNG) g42x2(MOA! RNG) g43(RTE! RNG) g44x5(TAX! MOA)) g45x10(TDT!
            g46x10(LOC! DTMx5)) g47x5(TOD! LOCx2) g48x10(EQD! HANx5 MEAx5 FTXx5) g49x100(SCC! FTXx5 RFFx5 g50x10(QTY!
            DTMx5)) g51x100(RCS! RFFx5 DTMx5 FTXx5) g52x10(STG! g53x3(QTY! MOA)))
            UNS! MOAx12 CNTx10 g54x10(ALC! ALI MOA!x2) UNT!
            """
        ),
        (
            "ORDRSP",
            """
            UNH! BGM! DTM!x35 PAI ALIx5 IMD FTXx99 g1x10(RFF! DTMx5) g2(AJT! FTXx5) g3x99(NAD! LOCx25 FIIx5 g4x10(RFF!
            DTMx5) g5x5(DOC! DTMx5) g6x5(CTA! COMx5)) g7x5(TAX! MOA LOCx5) g8x5(CUX! PCDx5 DTMx5) g9x10(PAT! DTMx5 PCD
            MOA) g10x10(TDT! g11x10(LOC! DTMx5)) g12x5(TOD! LOCx2) g13x10(PAC! MEAx5 g14x5(PCI! RFF DTMx5 GINx99))
            g15x10(EQD! HANx5 MEAx5 FTXx5) g16x10(SCC! FTXx5 RFFx5 g17x10(QTY! DTMx5)) g18x25(APR! DTMx5 RNG)
            g19x15(ALC! ALIx5 DTMx5 g20(QTY! RNG) g21(PCD! RNG) g22x2(MOA! RNG) g23(RTE! RNG) g24x5(TAX! MOA))
            g25x100(RCS! RFFx5 DTMx5 FTXx5)
            g26x200000(LIN! PIAx25 IMDx99 MEAx5 QTYx10 PCDx5 ALIx5 DTMx35 MOAx10 GINx1000 GIRx1000 QVR DOCx5 PAI FTXx99
            g27x999(CCI! CAVx10 MEAx10) g28x10(PAT! DTMx5 PCD MOA) g29(AJT! FTXx5) g30x25(PRI! CUX APR RNG DTMx5)
            g31x999(RFF! DTMx5) g32x10(PAC! MEAx5 QTYx5 DTMx5 g33(RFF! DTMx5) g34x5(PCI! RFF DTMx5 GINx99))
            g35x9999(LOC! QTY DTMx5) g36x10(TAX! MOA LOCx5) g37x99(NAD! LOCx5 g38x5(RFF! DTMx5) g39x5(DOC! DTMx5)
            g40x5(CTA! COMx5)) g41x99(ALC! ALIx5 DTMx5 g42(QTY! RNG) g43(PCD! RNG) g44x2(MOA! RNG) g45(RTE! RNG)
            g46x5(TAX! MOA)) g47x10(TDT! g48x10(LOC! DTMx5)) g49x5(TOD! LOCx2) g50x10(EQD! HANx5 MEAx5 FTXx5)
            g51x100(SCC! FTXx5 RFFx5 g52x10(QTY! DTMx5)) g53x100(RCS! RFFx5 DTMx5 FTXx5) g54x10(STG! g55x3(QTY! MOA)))
            UNS! MOAx12 CNTx10 g56x10(ALC! ALI MOA!x2) UNT!
            """
        ),
        (
            "ORDCHG",
            """
            UNH! BGM! DTM!x35 PAI ALIx5 IMD FTXx99 g1x10(RFF! DTMx5) g2(AJT! FTXx5) g3x99(NAD! LOCx25 FIIx5 g4x10(RFF!
            DTMx5) g5x5(DOC! DTMx5) g6x5(CTA! COMx5)) g7x5(TAX! MOA LOCx5) g8x5(CUX! PCDx5 DTMx5) g9x10(PAT! DTMx5 PCD
            MOA) g10x10(TDT! g11x10(LOC! DTMx5)) g12x5(TOD! LOCx2) g13x10(PAC! MEAx5 g14x5(PCI! RFF DTMx5 GINx10))
            g15x10(EQD! HANx5 MEAx5 FTXx5) g16x10(SCC! FTXx5 RFFx5 g17x10(QTY! DTMx5)) g18x25(APR! DTMx5 RNG)
            g19x15(ALC! ALIx5 DTMx5 g20(QTY! RNG) g21(PCD! RNG) g22x2(MOA! RNG) g23(RTE! RNG) g24x5(TAX! MOA))
            g25x100(RCS! RFFx5 DTMx5 FTXx5)
            g26x200000(LIN! PIAx25 IMDx99 MEAx5 QTYx10 PCDx5 ALIx5 DTMx35 MOAx10 GINx1000 GIRx1000 QVR DOCx5 PAI FTXx99
            g27x999(CCI! CAVx10 MEAx10) g28x10(PAT! DTMx5 PCD MOA) g29(AJT! FTXx5) g30x25(PRI! CUX APR RNG DTMx5)
            g31x999(RFF! DTMx5) g32x10(PAC! MEAx5 QTYx5 DTMx5 g33(RFF! DTMx5) g34x5(PCI! RFF DTMx5 GINx10))
            g35x9999(LOC! QTY DTMx5) g36x10(TAX! MOA LOCx5) g37x10(NAD! LOCx5 g38x5(RFF! DTMx5) g39x5(DOC! DTMx5)
            g40x5(CTA! COMx5)) g41x99(ALC! ALIx5 DTMx5 g42(QTY! RNG) g43(PCD! RNG) g44x2(MOA! RNG) g45(RTE! RNG)
            g46x5(TAX! MOA)) g47x10(TDT! g48x10(LOC! DTMx5)) g49x5(TOD! LOCx2) g50x10(EQD! HANx5 MEAx5 FTXx5)
            g51x100(SCC! FTXx5 RFFx5 g52x10(QTY! DTMx5)) g53x100(RCS! RFFx5 DTMx5 FTXx5) g54x10(STG! g55x3(QTY! MOA)))
            UNS! MOAx12 CNTx10 g56x10(ALC! ALI MOA!x2) UNT!
            """
        ),
        (
            "QUOTES",
            """
            UNH! BGM! DTM!x35 PAI ALIx5 IMD IRQx10 FTXx99 g1x10(RFF! DTMx5) g2(AJT! FTXx5) g3x5(TAX! MOA LOCx5)
            g4x5(CUX! PCDx5 DTMx5) g5x10(PAT! DTMx5 PCD MOA) g6x10(TOD! LOCx2) g7x10(EQD! HANx5 MEAx5 FTXx5) g8x10(RCS!
            RFFx5 DTMx5 FTXx5) g9x25(APR! PRI QTYx2 DTM MOAx2 RNGx2) g10(DLM! MOA DTM) g11x99(NAD! LOCx25 FIIx5
            g12x10(RFF! DTMx5 LOCx5) g13x5(DOC! DTM) g14x5(CTA! COMx5)) g15x10(TDT! QTYx5 g16x10(LOC! DTMx5))
            g17x10(PAC! MEAx5 g18x10(PCI! RFF DTMx5 GINx10)) g19x10(SCC! FTXx5 g20x10(QTY! DTMx5)) g21x15(ALC! ALIx5
            DTMx5 g22(QTY! RNG) g23(PCD! RNG) g24x2(MOA! RNG) g25(RTE! RNG) g26x5(TAX! MOA))
            g27!x200000(LIN! PIAx25 IMDx99 MEAx5 QTYx5 PCD ALIx5 DTMx35 GINx1000 GIRx1000 QVR FTXx99 DGS PAI DOC
            g28x999(CCI! CAVx10 MEAx10) g29x100(MOA! QTYx2 IMD CUX DTMx2) g30(AJT! FTXx5) g31x99(PRI! APR RNG CUXx5
            DTMx5) g32x99(RFF! DTMx5) g33x100(LOC! QTY DTMx5) g34x10(TAX! MOA LOCx5) g35x5(TOD! LOCx2) g36x10(EQD! HANx5
            MEAx5 FTXx5) g37x10(RCS! RFFx5 DTMx5 FTXx5) g38x10(PAT! DTMx5 PCD MOA) g39x10(PAC! MEAx5 QTYx5 DTMx5
            g40x5(RFF! DTMx5) g41x10(PCI! RFF DTMx5 GINx10)) g42x99(NAD! LOCx5 g43x5(RFF! DTMx5) g44x5(DOC! DTMx5)
            g45x5(CTA! COMx5)) g46x99(ALC! ALIx5 DTMx5 g47x10(QTY! RNG) g48x10(PCD! RNG) g49x10(MOA! RNG) g50x10(RTE!
            RNG) g51x5(TAX! MOA)) g52x10(TDT! QTYx5 g53x10(LOC! DTMx5)) g54x100(SCC! FTXx5 g55x10(QTY! DTMx5)))
            UNS! MOAx15 CNTx10 g56x10(ALC! MOA! ALI) UNT!
            """
        ),
        (
            "DESADV",
            """
            UNH! BGM! DTMx10 ALIx5 MEAx5 MOAx5 g1x10(RFF! DTM) g2x10(NAD! LOCx10 g3x10(RFF! DTM) g4x10(CTA! COMx5))
            g5x10(TOD! LOCx5 FTXx5) g6x10(TDT! PCDx6 g7x10(LOC! DTMx10)) g8x10(EQD! MEAx5 SELx25 EQAx5 g9x10(HAN!
            FTXx10))
            g10x9999(CPS! FTXx5 g11x9999(PAC! MEAx10 QTYx10 g12x10(HAN! FTXx10) g13x1000(PCI! RFF DTMx5 GIRx99
            g14x99(GIN! DLMx10))) g15x9999(LIN! PIAx10 IMDx25 MEAx10 QTYx10 ALIx10 GINx100 GIRx100 DLMx100 DTMx5 FTXx5
            MOAx5 g16x10(RFF! DTM) g17x10(DGS! QTY FTXx5) g18x100(LOC! NAD DTM QTYx10) g19x1000(SGP! QTYx10)
            g20x9999(PCI! DTMx5 MEAx10 QTY g21x10(GIN! DLMx100) g22x10(HAN! FTXx5 GINx1000)) g23x10(QVR! DTMx5)))
            CNTx5 UNT!
            """
        ),
    ]
}
