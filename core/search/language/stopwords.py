"""Words that carry no subject. Compared with the word as written: "dapat" falls out, "pendapatan" stays."""

_WORDS = """
ada adalah adapun agar akan aku and anda antara apa apabila apakah atas atau bagaimana bagaimanakah bagi bahwa bahwasanya
begitu belum berupa biar bila bilamana bisa boleh bukan cuma dalam dan dapat dapatkah dari daripada demi demikian dengan
dgn di dia dimana dll dsb dst gak hanya harus hingga ia ialah ini itu itulah jadi jika jikalau juga justru kalau
kami kamu karena kau ke kecuali kemudian kepada ketika kita kok koq krn lagi lah lain lainnya lalu lebih maka mana
manakah masih masing maupun melainkan melalui memang mengapa mengenai menjadi menurut mereka meski meskipun misalnya
namun nan nggak nya of oleh pada padahal paling para pd per pernah pula pun punya rp saat saja saling sama sambil sampai
sang sangat saya seakan sebab sebagai sebagaimana sebelum sebuah secara sedang sedangkan sehingga sejak sekalipun seluruh
semua seorang seperti seraya serta sesuai sesuatu sesudah setelah setiap si siapa suatu sudah supaya tapi telah tentang
terhadap terlalu tersebut tetapi the tiap tidak tidakkah tidaklah tsb untuk utk walau walaupun yaitu yakni yang yg
"""
STOP_WORDS = frozenset(_WORDS.split())
