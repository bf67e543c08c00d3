"""Cases of several accounts of one or more incidents, told differently, with what a reader makes of them."""
