from benchmarks.load_cases import lost, prepare


def a_document(case: str, seq: int, *ids: str) -> dict[str, object]:
    return {"case": case, "seq": seq, "findings": [{"id": one} for one in ids]}


def test_a_receipt_for_more_than_the_store_holds_is_a_loss(tmp_path):
    first, second = prepare(tmp_path, 2)  # a desk without a mark, and one with one zone

    assert lost(tmp_path, {first: a_document(first, 1), second: a_document(second, 1, "z1")}) == []
    assert lost(tmp_path, {first: a_document(first, 2)}) == [first]
    assert lost(tmp_path, {second: a_document(second, 1, "z1", "p1")}) == [second]
    assert lost(tmp_path, {"00000000deadbeef": a_document("00000000deadbeef", 1)}) == ["00000000deadbeef"]
