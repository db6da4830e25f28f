"""The words the demo agency's invented people and workplaces are named with. Common or made-up, combined by number.

Nobody here is a real person: a given name meets a family name by arithmetic alone, mail goes to example.org and telephones
are 555-01xx, both kept free for examples.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN = _words("""
Abel Adaeze Adele Aisha Alba Alma Amara Amina Amos Anika Anjali Anton Ari Asha Astrid Aubrey Aylin Beatriz Bela Benedikt
Bianca Bodil Bram Brigid Callum Camila Carmen Casimir Cecilia Celeste Chidi Clara Conrad Corinne Dalia Damaris Daniela
Daphne Darius Deepa Delia Desmond Diego Dina Dominic Dorothea Ebony Edith Eduardo Efua Elena Elias Elif Eloise Emeka
Enzo Esme Esperanza Esther Fatima Felix Fiona Florence Freya Gabriel Gemma Gideon Gloria Greta Hana Harriet Hassan Hazel
Hector Helena Hugo Ibrahim Ida Imani Ines Ingrid Iris Isaac Ismael Ivana Ivy Jada Jamila Janelle Jasmin Jerome Joaquin
Johanna Jonas Josefa Judith Kaito Kalani Karim Keiko Keisha Khadija Kiran Lakshmi Lars Latoya Leila Lena Leticia Levi
Lien Linh Lionel Lorena Lucas Lucia Luna Mabel Magda Maeve Malik Manuela Marcus Marisol Marta Mateo Matilda Mei Mina
Mireille Miriam Moses Nadia Nahla Naomi Natalia Nia Nils Noor Nuria Octavia Odette Olga Omar Opal Oscar Otis Paloma
Petra Phoebe Priya Quentin Rafael Ramona Rashid Ravi Rekha Renata Rhea Rosalind Ruben Ruth Sabine Salma Samira Sanjay
Selma Shanice Sigrid Silas Simone Solomon Soraya Stefan Sunita Tabitha Tala Tamsin Tariq Thea Tomas Uma Ursula Valentina
Vera Vikram Viola Wanda Willa Winston Xiomara Yara Yasmin Yolanda Yusuf Zadie Zainab Zelda Zora
""")

FAMILY = _words("""
Abara Achterberg Adeyemi Aguilar Albescu Almeida Amsel Andrade Ansah Arden Arellano Ashdown Babic Baptiste Barlow
Barrera Bellweather Benitez Bergstrom Bhatt Birchwood Bonheur Brandt Brightwater Cabrera Calloway Castellan Cavanaugh
Chaudhry Choi Cisneros Clearwater Coldwell Conteh Corvin Cresswell Dalgaard Danso Delacroix Demir Desrosiers Diallo
Dimitrov Donnelly Dunmore Eastwick Echeverria Edevane Eguavoen Eklund Escobedo Fairbourne Farrukh Fenwick Ferreira
Fontaine Forsberg Galvez Garrow Ghali Gorecki Grantham Greenhalgh Gupta Haddad Halloran Hartwell Hashimi Hathersage
Hinojosa Hollis Huang Ibarra Ikeda Ilunga Iyer Jankowski Jansen Jimenez Juarez Kamara Kapoor Kaur Kessler Khoury Kimura
Kowalczyk Lachance Langford Larkspur Lindqvist Lockridge Lozano Macleod Mahmoud Marchetti Marlowe Mbeki Mehta Mensah
Merriweather Montoya Morrow Nakamura Nasser Navarro Ndiaye Netherby Nguyen Norwood Novak Obando Oduya Okafor Oliveira
Ortega Osei Oyelaran Pacheco Pemberley Pereira Petrosyan Pham Pinecrest Popescu Quintero Rahimi Ramaswamy Ravenel
Reinholt Rivas Rosario Rutherglen Saavedra Sadiq Salazar Santoro Sarkisian Sayegh Schuyler Shah Sheridan Sokolov
Solberg Stavros Summerfield Suzuki Tadesse Takahashi Tanaka Tesfaye Thackeray Thornbury Toussaint Tran Underhill Uribe
Valdez Vandermeer Vasquez Verhoeven Villareal Wainwright Waverly Wetherby Whitlock Wolde Woodhull Xiong Yamamoto
Yarborough Yilmaz Zamora Zelaya Zielinski
""")

#: First words of invented workplaces.
PLACE_WORDS = _words("""
Amberfold Ashquill Birchmere Bramblecote Brackwater Calderwick Cindermoor Coppergate Cranmarsh Dovecombe Dunmarrow
Eldersfield Elmhollow Fernleigh Foxmantle Glasswater Goldenbarrow Greyhurst Hallowmere Hazelbrook Heronsway Ivyholm
Juniperstead Kestrelford Kingsmallow Larkhollow Lindenmarch Lowmoorland Maplethwaite Mistlebrook Nightingalefold
Oakenstile Otterbourne Pebblewick Pinnacre Quailstone Quillhaven Ravensmoot Redthistle Rosemantle Rushwater Saltmarrow
Sedgefold Silverholt Sorrelbank Stonemarten Swanmere Tansleybrook Thistledown Umberleaf Velmora Violetcombe
Wharfmoor Whitebriar Willowmarch Wrenfield Yarrowgate Zephyrcote
""")

STREETS = _words("""
Alderpost Barleymow Canterwell Candlemaker Copperbeech Cloverfield Fiddlehead Foundryrow Gatehouse Glassblower
Hayrick Heronwalk Inkwell Lanternmaker Millrace Orchardgate Paperbark Pennywhistle Quarrystone Ropewalk Saddleback
Sparrowhill Stonecutter Tannery Tollgate Weaversfield Whistlestop Windrow
""")

#: What an invented workplace calls itself after its first word, by setting.
SETTING_NAMES = {
    "private_practice": ("Family Practice", "Physicians"),
    "outpatient_clinic": ("Medical Group", "Multispecialty Clinic"),
    "outpatient_center": ("Outpatient Center", "Day Procedure Center"),
    "urgent_care": ("Urgent Care", "Walk-In Care"),
    "hospital": ("General Hospital", "Regional Hospital"),
    "hospital_outpatient": ("Hospital Outpatient Clinics", "Hospital Ambulatory Clinics"),
    "specialty_practice": ("Specialists", "Specialty Associates"),
    "long_term_care": ("Nursing and Rehabilitation", "Skilled Nursing"),
    "community_health_center": ("Community Health Center", "Neighborhood Health"),
    "ambulatory_surgery": ("Surgery Center", "Ambulatory Surgery"),
    "retail_clinic": ("Pharmacy Clinic", "Express Clinic"),
    "telehealth": ("Virtual Care", "Telehealth"),
    "public_health": ("County Health Department", "Public Health Clinic"),
    "occupational_health": ("Occupational Health", "Work Health Clinic"),
    "school_health": ("School Health Program", "Student Health Center"),
    "correctional_health": ("Correctional Health Services", "County Jail Health"),
    "reference_lab": ("Laboratories", "Draw Station"),
    "dialysis_center": ("Dialysis", "Kidney Care Center"),
    "other_practitioner_office": ("Chiropractic and Podiatry", "Foot and Eye Care"),
}
