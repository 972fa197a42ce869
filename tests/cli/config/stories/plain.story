---
kop: They utilise it
---

It will surely rain, for certain, and clearly very, very late.
