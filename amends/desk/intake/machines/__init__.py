"""Mail that comes through machines or from them: telephones, fax, groups, web forms, answers by rote."""
