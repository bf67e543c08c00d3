"""What all tests share. Its being here also puts this folder on the path, so that ``stub_hand`` can be imported."""
