"""Names from many parts of the world for people who do not exist."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """Given names and surnames that go together. A surname follows the given name; where women and men bear
    different forms of it, `families` has the women's and `his_families` the men's. `skin` is where on the
    scale of portraits (0 the lightest, 1 the deepest) people with such names are drawn, rather wide.
    `covered` says whether a headscarf, and `turban` whether a turban, may go with them.
    """

    of: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    skin: tuple[float, float]
    his_families: tuple[str, ...] = ()
    covered: bool = False
    turban: bool = False


def _names(
    of: str,
    women: str,
    men: str,
    families: str,
    skin: tuple[float, float],
    *,
    his_families: str = "",
    covered: bool = False,
    turban: bool = False,
) -> Names:
    return Names(
        of,
        tuple(women.split()),
        tuple(men.split()),
        tuple(families.split()),
        skin,
        tuple(his_families.split()),
        covered,
        turban,
    )


NAMES = (
    _names(
        "English",
        "Alice Bethany Charlotte Deborah Eleanor Frances Georgina Hazel Imogen Joyce Lydia Philippa",
        "Adrian Bernard Clive Dominic Edmund Gareth Howard Jasper Leonard Nigel Rupert Stuart",
        "Ashdown Birtwell Corley Dunmore Eastwick Fairley Hargrove Larkham Pemberley Stanbrook Wetherby",
        (0.0, 1.0),
    ),
    _names(
        "Irish",
        "Aoife Bríd Ciara Deirdre Gráinne Maeve Niamh Orla Róisín Sinéad",
        "Brendan Cathal Cormac Declan Eoin Fergal Lorcan Niall Pádraig Tadhg",
        "Brannigan Cullinane Devlin Fennelly Geraghty Hanratty Lenihan Mulcahy Rafferty Tierney",
        (0.0, 0.3),
    ),
    _names(
        "German",
        "Annika Birgit Dorothea Friederike Gesine Hannelore Katrin Liesel Mechthild Svenja",
        "Bernd Detlef Eberhard Florian Holger Jochen Lennart Matthias Rüdiger Torsten",
        "Brinkhoff Dornseif Eickmann Fahrenholz Hellweg Kaltenborn Lindemuth Osterkamp Rautenberg Wiesinger",
        (0.0, 0.4),
    ),
    _names(
        "French",
        "Agathe Bérénice Capucine Delphine Élodie Ghislaine Mathilde Noémie Solène Yvette",
        "Alban Bastien Corentin Étienne Fabrice Gaspard Loïc Maxence Régis Thibault",
        "Aubertin Bonneval Charpentreau Delorgue Fauvelle Garancher Lemarquis Montserret Perrineau Vauclair",
        (0.0, 0.9),
    ),
    _names(
        "Spanish",
        "Alejandra Beatriz Consuelo Elvira Fátima Inés Marisol Nieves Pilar Rocío",
        "Álvaro Baltasar Emilio Fermín Gonzalo Hernán Joaquín Leandro Octavio Rubén",
        "Arriaga Benavente Carvajal Escalante Figueroa Ibarrola Montalvo Peralta Quiroga Valdivieso",
        (0.1, 0.7),
    ),
    _names(
        "Italian",
        "Alessia Chiara Donatella Fiammetta Ginevra Loredana Ornella Raffaella Serafina Teodora",
        "Aldo Corrado Edoardo Fausto Gianluca Leandro Matteo Ruggero Silvano Tommaso",
        "Albertazzo Bonfiglio Castellari Donadoni Ferrantelli Graziosi Lombardini Padovan Vespignani",
        (0.0, 0.45),
    ),
    _names(
        "Portuguese",
        "Adriana Conceição Débora Graça Iara Jussara Luciana Marlene Rosângela Tainá",
        "Anselmo Caetano Davi Evandro Jorge Luciano Mauro Osvaldo Raimundo Tiago",
        "Abrantes Barcelos Cardozo Drummond Fontoura Lacerda Meireles Nogueira Sampaio Valadares",
        (0.1, 1.0),
    ),
    _names(
        "Polish",
        "Agnieszka Bożena Dorota Ewelina Grażyna Jolanta Kinga Małgorzata Renata Zuzanna",
        "Arkadiusz Bartosz Dariusz Grzegorz Jarosław Leszek Mariusz Radosław Tomasz Wiktor",
        "Borowska Cieślak Dębska Górecka Jasińska Kalinowska Maziarz Ostrowska Sikora Zawadzka",
        (0.0, 0.3),
        his_families="Borowski Cieślak Dębski Górecki Jasiński Kalinowski Maziarz Ostrowski Sikora Zawadzki",
    ),
    _names(
        "Scandinavian",
        "Astrid Birgitta Dagny Ebba Gunhild Kirsten Liv Ragnhild Sigrid Tove",
        "Anders Bjarne Eskil Gunnar Håkon Jens Lars Mikkel Sindre Torvald",
        "Aabakken Bergström Dahlqvist Ekholm Fjeldstad Hovland Lindahl Nyborg Sandvik Westergaard",
        (0.0, 0.3),
    ),
    _names(
        "Ukrainian",
        "Darya Halyna Iryna Kateryna Larysa Mariia Nadiya Oksana Solomiya Zoryana",
        "Andriy Bohdan Danylo Hryhoriy Ivan Mykola Oleksiy Petro Roman Yaroslav",
        "Bondar Dovzhuk Hrytsenko Kovalchuk Lysenko Marchuk Oliynyk Romanchuk Savchuk Tkachuk",
        (0.0, 0.3),
    ),
    _names(
        "Greek",
        "Anthoula Despina Eleftheria Foteini Kalliope Lambrini Marilena Stavroula Vasiliki Zoe",
        "Aristos Dimitris Evangelos Haris Kostas Lefteris Manolis Panagiotis Spyros Yannis",
        "Andreadaki Drakopoulou Galanou Kanellopoulou Lazaridou Mavridou Pappadaki Zervou",
        (0.0, 0.45),
        his_families="Andreadakis Drakopoulos Galanos Kanellopoulos Lazaridis Mavridis Pappadakis Zervos",
    ),
    _names(
        "Turkish",
        "Ayla Berrin Canan Defne Esra Gülten Melike Nihal Sevgi Zerrin",
        "Alper Bülent Cihan Erdem Fikret Hakan Levent Orhun Serkan Tarık",
        "Akbulut Çetinkaya Demirtürk Erkoç Güneyli Karabay Ozansoy Sağlamer Tunçay Yalçıner",
        (0.05, 0.5),
        covered=True,
    ),
    _names(
        "Arabic",
        "Amal Dalia Farah Hanan Iman Layal Maysa Nawal Rasha Zeinab",
        "Adnan Bilal Fadi Hisham Jamil Khalil Marwan Nabil Sami Wael",
        "Abboud Barakat Darwazeh Fakhoury Haddadin Khatib Mansour Nasrallawi Rahhal Shahin",
        (0.15, 0.7),
        covered=True,
    ),
    _names(
        "Persian",
        "Azadeh Bahareh Elaheh Forough Golnar Laleh Mahsa Niloufar Parisa Shirin",
        "Arash Behrouz Dariush Farhad Hooman Kamran Mehdi Navid Ramin Siavash",
        "Ardalan Bakhtiari Daneshvar Farrokhi Golestani Kamrani Moradi Parvizi Rostami Shafaei",
        (0.1, 0.55),
        covered=True,
    ),
    _names(
        "Hindi",
        "Aditi Bhavna Deepika Gauri Ishita Kavita Meenal Pallavi Radhika Sunita",
        "Amit Bharat Deepak Gaurav Hemant Karan Manoj Nikhil Pranav Sanjay",
        "Agnihotri Bhargava Chaturvedi Dixit Joglekar Kulshreshta Mathur Pendharkar Saxena Trivedi",
        (0.25, 0.85),
    ),
    _names(
        "Punjabi",
        "Amrit Baljit Gurleen Harpreet Jasmin Kiranjot Manpreet Navneet Simran Sukhdeep",
        "Arvinder Balwinder Daljit Gurmeet Harjit Jaspal Kulwinder Mandeep Paramjit Satnam",
        "Ahluwalia Bhogal Chahal Dhaliwal Gurai Khaira Matharu Pannu Sandhawal Virk",
        (0.25, 0.75),
        turban=True,
    ),
    _names(
        "Tamil",
        "Anbarasi Chitra Ezhil Kalaiselvi Malar Nithya Poongodi Revathi Thenmozhi Vaishnavi",
        "Arul Balaji Elango Ganesan Karthik Murugan Prakash Saravanan Thiru Vetrivel",
        "Annamalai Chidambaram Elangovan Govindarajan Kandasamy Manickam Palanivel Ramalingam Subramani Velu",
        (0.4, 1.0),
    ),
    _names(
        "Bengali and Pakistani",
        "Afsana Bushra Farzana Habiba Mehnaz Nasreen Parveen Rubina Shaheen Tahmina",
        "Anwar Faisal Habib Iqbal Kamal Mahbub Nadeem Rafiq Shahid Tariq",
        "Bhuiyan Chaudhri Farooqi Hashmi Khandaker Majumder Qureshi Rizwani Siddique Talukdar",
        (0.2, 0.8),
        covered=True,
    ),
    _names(
        "Chinese",
        "Fang Hui Jingyi Lihua Meilin Qiuyan Ruolan Shuying Xinyue Yuting",
        "Boyang Chenghao Dewei Guoliang Haoran Jianhong Mingze Rongfu Wenbin Zhiyuan",
        "Cao Deng Fan Gong Liang Pan Qiu Shao Xue Zou",
        (0.05, 0.5),
    ),
    _names(
        "Japanese",
        "Akiko Chihiro Emi Haruka Kaori Mizuki Nanami Sayuri Tomoko Yukari",
        "Daichi Eiji Hiroki Kazuya Makoto Naoto Ryosuke Shinji Takumi Yusuke",
        "Aizawa Fujimori Hoshino Imaizumi Kitagawa Moriyasu Nishihara Okabe Shimamoto Uchimura",
        (0.05, 0.45),
    ),
    _names(
        "Korean",
        "Bora Eunji Hayoung Jisoo Minseo Nari Seoyeon Soyoung Yeonhee Yuna",
        "Byungho Donghyun Hajun Jinwoo Kyungmin Minjae Sangwoo Seungho Taeyang Youngho",
        "Bae Cheon Gwak Heo Jeon Noh Pyo Seok Tak Yeom",
        (0.05, 0.45),
    ),
    _names(
        "Vietnamese",
        "Bích Diễm Hằng Khánh Lan Mai Ngọc Phương Thảo Tuyết",
        "Bảo Cường Đạt Hiếu Khải Long Minh Quang Sơn Tuấn",
        "Bùi Đặng Đoàn Dương Huỳnh Lâm Phan Tạ Trịnh Vũ",
        (0.1, 0.55),
    ),
    _names(
        "Filipino",
        "Amihan Corazon Dalisay Ligaya Luzviminda Marikit Perlita Rosalinda Tala Wilma",
        "Agapito Benigno Crisanto Danilo Isagani Jericho Mateo Rodel Teodoro Virgilio",
        "Abellanosa Bautista Catacutan Dimaculangan Evangelista Lacanilao Manalastas Panganiban Tolentino",
        (0.2, 0.7),
    ),
    _names(
        "Indonesian",
        "Ayu Citra Dewi Fitri Indah Kartika Lestari Puspita Ratna Wulan",
        "Agus Bayu Dimas Eko Hendra Iwan Joko Rizky Surya Wahyu",
        "Atmaja Darmawan Hartanto Kusnadi Laksana Nugroho Prasetyo Santoso Utomo Wicaksono",
        (0.25, 0.75),
        covered=True,
    ),
    _names(
        "Hawaiian and Māori",
        "Anahera Hana Kaimana Kalena Mahina Mereana Ngaire Nohea Pania Wikitoria",
        "Hemi Kaleo Keoni Mikaere Nikau Rawiri Tama Wiremu Makoa Koa",
        "Hohepa Kaawa Kahananui Kealoha Manawatu Ngatai Paewai Rangihuna Tamihana Waiwaiole",
        (0.25, 0.8),
    ),
    _names(
        "Nigerian",
        "Abimbola Chidinma Ebele Folasade Ifeoma Ngozi Obioma Temitope Uchenna Yewande",
        "Adebayo Chukwudi Emeka Femi Ikenna Kelechi Nnamdi Obinna Segun Tunde",
        "Adeyinka Balogun Eze Fagbenle Ibekwe Madueke Nwosu Ogunleye Okonjo Salako",
        (0.6, 1.0),
    ),
    _names(
        "Ghanaian",
        "Abena Adwoa Akosua Ama Dzifa Efua Esi Maame Serwaa Yaa",
        "Kofi Kojo Kwabena Kwadwo Kwaku Kwame Kwesi Nii Selorm Yaw",
        "Acheampong Agyeman Amoako Ansah Boateng Darko Gyasi Mensah Opoku Tetteh",
        (0.6, 1.0),
    ),
    _names(
        "Ethiopian",
        "Almaz Bethlehem Desta Genet Hiwot Lemlem Meseret Selam Tigist Yordanos",
        "Abel Biniam Dawit Elias Getachew Henok Mulugeta Natnael Tesfaye Yonas",
        "Abate Bekele Demissie Fikru Girma Kebede Lemma Negash Tadesse Wolde",
        (0.5, 1.0),
    ),
    _names(
        "Kenyan",
        "Akinyi Atieno Faith Halima Makena Mwende Njeri Nyambura Wairimu Zawadi",
        "Baraka Juma Kamau Kiprono Mwangi Ochieng Omondi Otieno Simba Wekesa",
        "Achola Barasa Chebet Gathoni Kariuki Maina Mutiso Ndung'u Odhiambo Wafula",
        (0.6, 1.0),
    ),
    _names(
        "Southern African",
        "Ayanda Busisiwe Khanyi Lerato Naledi Nomvula Palesa Refilwe Thandeka Zanele",
        "Bongani Kagiso Lebo Mpho Sibusiso Sipho Tebogo Themba Thulani Vusi",
        "Dlamini Khumalo Maseko Mokoena Molefe Ndlovu Nkosi Radebe Sithole Zwane",
        (0.5, 1.0),
    ),
)
"""Where a random person's name is drawn from. The order is part of what a number stands for."""

TAKEN = frozenset(
    {
        *("Ngozi Okonjo", "Kofi Ansah", "Rubén Figueroa", "Kwame Ansah", "Emeka Okonjo", "Ama Ansah"),
        *("Kwame Mensah", "Kofi Boateng", "Kwadwo Boateng", "Kwame Boateng", "Dawit Kebede", "Mehdi Rostami"),
        *(
            "Dariush Farrokhi",
            "Forough Farrokhi",
            "Kwabena Boateng",
            "Kwame Opoku",
            "Kofi Mensah",
            "Kwesi Darko",
        ),
        *("Karan Mathur", "Amit Trivedi", "Amit Mathur", "Pranav Mathur", "Deepak Dixit", "Sanjay Dixit"),
        *("Nadeem Qureshi", "Faisal Qureshi", "Shahid Siddique", "Tariq Siddique", "Kamal Siddique"),
        *("Abel Bekele", "Tesfaye Bekele", "Mulugeta Wolde", "Getachew Abate", "Henok Girma"),
        *(
            "Leandro Peralta",
            "Emilio Peralta",
            "Andriy Bondar",
            "Bohdan Bondar",
            "Roman Bondar",
            "Ivan Tkachuk",
        ),
        *("Ivan Bondar", "Petro Kovalchuk", "Oleksiy Savchuk", "Mykola Lysenko", "Yaroslav Lysenko"),
        *(
            "Sipho Khumalo",
            "Bongani Khumalo",
            "Sipho Radebe",
            "Vusi Radebe",
            "Zanele Dlamini",
            "Themba Khumalo",
        ),
        *("Hiroki Nishihara", "Benigno Bautista", "Mateo Bautista", "Danilo Tolentino", "Rosalinda Bautista"),
        *("Agus Santoso", "Joko Santoso", "Iwan Santoso", "Eko Santoso", "Joko Prasetyo", "Eko Nugroho"),
        *("Mai Phan", "Khải Phan", "Lan Vũ", "Minh Lâm", "Sami Khatib", "Wael Mansour", "Jamil Mansour"),
        *("Nnamdi Eze", "Chukwudi Madueke", "Brendan Devlin", "Yusuke Kitagawa", "Kazuya Shimamoto"),
        *("Andriy Savchuk", "Ivan Marchuk", "Petro Marchuk", "Mariia Savchuk", "Hisham Mansour"),
        *("Tomasz Sikora", "Wiktor Zawadzki", "Jarosław Kalinowski", "Adriana Sampaio", "Jorge Sampaio"),
        *("Jorge Drummond", "Hemi Hohepa", "Bernard Ashdown", "Otieno Odhiambo", "Mwangi Kariuki"),
        *("Kamau Maina", "Omondi Wafula", "Simba Wafula", "Njeri Kariuki", "Faith Chebet", "Kiprono Chebet"),
    }
)
"""Full names that belong, or may belong, to people in the public eye: nobody is given one of them."""
