"""The characters that tell Korean text from Chinese where both encodings can read the same bytes.

A short text of Chinese characters in GBK can be read as Korean syllables in EUC-KR, and the other way round. Read in
the wrong encoding it becomes rare characters, in the right one most are common.
"""

import codecs

COMMON_CHINESE = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都"
    "同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由"
    "问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真"
    "论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空"
    "决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候"
    "带导争运笔值类别标签目标品种花萼瓣瓣叶长宽高厚重轻低红绿蓝黄黑白甲乙丙丁戊己庚性别年龄身体重价格编号序号姓名城市省县是否男女"
    "温度湿速压力密质量直径面积体积数据班级成绩语数英物化生历地政合优良中差甜苦酸辣咸苹果香蕉梨橙葡萄桃猫狗鸟鱼鸡鸭牛羊马兔虎龙山水火木土"
    "收入支出利润销售客户产地酒精度等级颜色形状大小钟秒米厘毫克千百血糖胰岛素怀孕次舒张皮褶遗传病阴阳健康患者肿瘤恶良半周均最差标准误"
    "房屋间卧室厅卫楼层朝向距离站点早中晚春夏秋冬晴雨雪风云鸢尾变色维吉尼亚山杂草麦玉米稻豆茶叶根茎"
)
"""Of prose and of the headings and labels of tables."""
COMMON_KOREAN = frozenset(
    "이다는에의을가고를은하지한로도사자인서기나대시리스어그으일있라수정부아해전장여제상들적주보구게원유동성조국과면거만무비진연안것마소신공경선오"
    "위우미생화물실세관학모방모문분내간치중계고양회개계치중결교영행발단체통업재금차설용남심후불음반평단불운입임강당재합름습반야민식터명산의종류"
    "별높길너넓이무게색꽃받침잎붓부채각시씨름번호값점키몸나이성남녀여자학급반등도시군구동월년일요름목표범주품종클래스라벨온습압속력량질크폭두께"
    "밀지직둘레면적부피빨강파랑노초록검정흰하양개고양새물고기닭오리소말양토끼호랑용사과배포도귤복숭아감자달쓴신맛매운서울산대구인천광주전울제"
    "않았했었던할된될함됨와까지부터처럼보다더큰작은많적없예네참거짓음긍정쁘좋나쁨상중하우수량불합격당뇨혈혈당병환건강임신횟수나가너저우리것"
)
"""Syllables, of the same."""


def is_korean(sample: bytes) -> bool:
    """Return whether bytes that are Chinese in GBK are rather Korean in EUC-KR: more of them are common there."""
    try:
        # Incremental, because the sample may end within a character.
        korean = set(codecs.getincrementaldecoder("euc_kr")().decode(sample))
    except UnicodeDecodeError:
        return False
    chinese = set(codecs.getincrementaldecoder("gb18030")().decode(sample))
    return len(korean & COMMON_KOREAN) > len(chinese & COMMON_CHINESE)
