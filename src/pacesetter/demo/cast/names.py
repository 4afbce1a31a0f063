"""Words from which companies and people of the demo organisation are put together."""

PLACES = (
    "Ashdown", "Bramley", "Calder", "Dunmore", "Eastfield", "Fenwick", "Garrow", "Hartwell", "Ingleby", "Kestrel",
    "Langdon", "Marlow", "Northgate", "Oakridge", "Penrose", "Quayside", "Redfern", "Selwyn", "Thornbury", "Upton",
    "Verity", "Westbrook", "Yarrow", "Alder", "Birchwood", "Crosby", "Denholm", "Elmstead", "Foxley", "Glenmore",
    "Hazeldene", "Ironbridge", "Juniper", "Kingsley", "Linden", "Meadowbank", "Nettlecombe", "Orchard", "Pinehurst",
    "Rosedale", "Stonegate", "Tamar", "Underhill", "Vale", "Willowbank", "Brookside", "Coppice", "Drayton", "Everley",
    "Fairholme", "Greenacre", "Highcliff", "Islington", "Larch", "Moorgate", "Newbold", "Overton", "Priory",
    "Ravensworth", "Sandringham",
)  # fmt: skip
TRADES = (
    "Logistics", "Foods", "Dental Supplies", "Engineering", "Print Works", "Textiles", "Solar", "Plastics", "Freight",
    "Timber", "Optics", "Packaging", "Robotics", "Pharmacy Group", "Breweries", "Interiors", "Security", "Furniture",
    "Water Systems", "Legal Services", "Veterinary Care", "Travel", "Software", "Insurance Brokers", "Hotels",
    "Building Services", "Instruments", "Garden Centres", "Media", "Recycling",
)  # fmt: skip
CITIES = ("Bristol", "Leeds", "Norwich", "Cardiff", "Exeter", "Sheffield", "Edinburgh", "Reading", "Lincoln", "Derby")
US_CITIES = ("New York, NY", "Albany, NY", "Boston, MA", "Hartford, CT", "Philadelphia, PA", "Newark, NJ")
STREETS = ("High Street", "Mill Lane", "Station Road", "Harbour Way", "Market Place", "Park Avenue", "Foundry Street")
FIRST_NAMES = (
    "Alice", "Amir", "Beatriz", "Callum", "Chloe", "David", "Diana", "Edward", "Elif", "Farah", "Fiona", "George",
    "Helen", "Ian", "Ingrid", "Jamal", "James", "Joanna", "Karen", "Kenji", "Laura", "Leo", "Magda", "Marcus", "Mei",
    "Nadia", "Nathan", "Olga", "Oscar", "Paula", "Philip", "Rachel", "Robert", "Ruth", "Samir", "Sarah", "Simon",
    "Tara", "Victor", "Yasmin",
)  # fmt: skip
LAST_NAMES = (
    "Adams", "Ahmed", "Bailey", "Baker", "Bennett", "Chen", "Clarke", "Costa", "Davies", "Diaz", "Edwards", "Evans",
    "Fischer", "Foster", "Graham", "Gupta", "Hall", "Hansen", "Hughes", "Ibrahim", "Jackson", "Kaur", "Kelly", "Khan",
    "Kowalski", "Lambert", "Lee", "Martin", "Moore", "Murphy", "Nguyen", "O'Brien", "Parker", "Patel", "Price",
    "Quinn", "Reed", "Rossi", "Sharma", "Silva", "Stewart", "Taylor", "Turner", "Walsh", "Ward", "Wilson", "Wright",
    "Young",
)  # fmt: skip
JOB_TITLES = (
    "Managing Director", "Operations Manager", "Head of Purchasing", "Finance Director", "IT Manager", "Office Manager",
    "Head of Sales", "Production Manager", "Buyer", "Project Lead",
)  # fmt: skip
