def test_x(played):
    from carbench.operations.certify_provisional import reasons_against
    played.reviewed()
    assert reasons_against(played.bench, "B-0042", played.bench.person) == ()
