"""The addresses of companies and contacts."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.customers.call_cycles import call_cycle, call_cycle_pause, company_call_cycles
from pacesetter.web.views.customers.companies import companies
from pacesetter.web.views.customers.company import company
from pacesetter.web.views.customers.company_details import company_details
from pacesetter.web.views.customers.company_merge import company_merge
from pacesetter.web.views.customers.company_states import company_archive, company_client
from pacesetter.web.views.customers.contact import contact, contact_archive, contact_merge
from pacesetter.web.views.customers.contact_forms import contact_details, new_contact
from pacesetter.web.views.customers.contact_lists import contact_list, contact_lists
from pacesetter.web.views.customers.contacts import contacts
from pacesetter.web.views.customers.look_alikes import company_difference, company_look_alikes
from pacesetter.web.views.customers.new_company import new_company
from pacesetter.web.views.customers.recency import recency
from pacesetter.web.views.customers.transfers import transfer_taken_back, transfers

urlpatterns: list[URLPattern | URLResolver] = [
    path("companies/", companies, name="companies"),
    path("companies/new/", new_company, name="new_company"),
    path("companies/recency/", recency, name="recency"),
    path("companies/look-alikes/", company_look_alikes, name="company_look_alikes"),
    path("companies/transfers/", transfers, name="transfers"),
    path("companies/transfers/<int:transfer_id>/", transfer_taken_back, name="transfer"),
    path("companies/<int:company_id>/", company, name="company"),
    path("companies/<int:company_id>/details/", company_details, name="company_details"),
    path("companies/<int:company_id>/client/", company_client, name="company_client"),
    path("companies/<int:company_id>/archive/", company_archive, name="company_archive"),
    path("companies/<int:company_id>/merge/", company_merge, name="company_merge"),
    path("companies/<int:company_id>/call-cycles/", company_call_cycles, name="company_call_cycles"),
    path("companies/<int:company_id>/differences/<int:other_id>/", company_difference, name="company_difference"),
    path("call-cycles/<int:cycle_id>/", call_cycle, name="call_cycle"),
    path("call-cycles/<int:cycle_id>/pause/", call_cycle_pause, name="call_cycle_pause"),
    path("contacts/", contacts, name="contacts"),
    path("contacts/new/", new_contact, name="new_contact"),
    path("contacts/<int:contact_id>/", contact, name="contact"),
    path("contacts/<int:contact_id>/details/", contact_details, name="contact_details"),
    path("contacts/<int:contact_id>/archive/", contact_archive, name="contact_archive"),
    path("contacts/lists/", contact_lists, name="contact_lists"),
    path("contacts/lists/<int:contact_list_id>/", contact_list, name="contact_list"),
    path("contacts/<int:contact_id>/merge/", contact_merge, name="contact_merge"),
]
