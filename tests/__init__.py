"""Tests of the whole house: guards that keep its rules, servers it talks to, stories told from outside."""
