"""Tests of the rules: each rule reports its example and its defect, and no other rule does."""
