# The sluice

It will surely rain.
