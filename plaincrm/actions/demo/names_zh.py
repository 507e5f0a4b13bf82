"""Invented Chinese companies, shops and people, with what they are called in Latin letters."""

from __future__ import annotations

# name stem, Latin stem
STEMS = (
    ("星云", "nebula"), ("青竹", "qingzhu"), ("海棠", "haitang"), ("云雀", "skylark"), ("白鹭", "bailu"),
    ("松涛", "songtao"), ("明湖", "minghu"), ("翠微", "cuiwei"), ("远帆", "yuanfan"), ("晨曦", "chenxi"),
    ("墨川", "mochuan"), ("拾光", "shiguang"), ("木槿", "mujin"), ("南枝", "nanzhi"), ("鹿鸣", "luming"),
    ("秋实", "qiushi"), ("听雨", "tingyu"), ("禾苗", "hemiao"), ("沐风", "mufeng"), ("澄江", "chengjiang"),
    ("望舒", "wangshu"), ("山岚", "shanlan"), ("蓝鲸", "lanjing"), ("小满", "xiaoman"), ("清和", "qinghe"),
    ("长亭", "changting"), ("半夏", "banxia"), ("归帆", "guifan"), ("若水", "ruoshui"), ("陌上", "moshang"),
    ("锦书", "jinshu"), ("雁行", "yanhang"), ("溪谷", "xigu"), ("石榴", "shiliu"), ("芦苇", "luwei"),
    ("杏林", "xinglin"), ("朝露", "zhaolu"), ("银杏", "yinxing"), ("梧桐", "wutong"), ("紫藤", "ziteng"),
    ("飞鸢", "feiyuan"), ("静水", "jingshui"), ("流萤", "liuying"), ("暖阳", "nuanyang"), ("初雪", "chuxue"),
    ("逐浪", "zhulang"), ("风铃", "fengling"), ("棠梨", "tangli"), ("砚台", "yantai"), ("竹笛", "zhudi"),
    ("云杉", "yunshan"), ("灯塔", "dengta"), ("回廊", "huilang"), ("麦田", "maitian"), ("榕树", "rongshu"),
    ("雪松", "xuesong"), ("弦月", "xianyue"), ("稻香", "daoxiang"), ("苔原", "taiyuan"), ("鲸落", "jingluo"),
    ("松果", "songguo"), ("瓦舍", "washe"), ("琥珀", "hupo"), ("漫步", "manbu"), ("白桦", "baihua"),
    ("星桥", "xingqiao"), ("月湾", "yuewan"), ("沙鸥", "shaou"), ("青麦", "qingmai"), ("霁月", "jiyue"),
    ("微澜", "weilan"), ("云梯", "yunti"), ("纸鸢", "zhiyuan"), ("听泉", "tingquan"), ("枕石", "zhenshi"),
    ("南塘", "nantang"), ("西洲", "xizhou"), ("墨兔", "motu"), ("山雀", "shanque"), ("橘灯", "judeng"),
)  # fmt: skip

# industry, what the company name says, what the ID says
TRADES = (
    ("软件", "科技", "tech"),
    ("软件", "信息技术", "it"),
    ("教育", "教育科技", "edu"),
    ("医疗", "医疗器械", "med"),
    ("零售", "商贸", "trade"),
    ("零售", "优品", "shop"),
    ("制造", "精密机械", "mfg"),
    ("餐饮", "餐饮管理", "food"),
    ("物流", "供应链", "logistics"),
    ("文化传媒", "文化传播", "media"),
    ("酒店旅游", "酒店管理", "hotel"),
    ("咨询", "企业咨询", "consulting"),
)

# city, street, telephone code
CITIES = (
    ("上海", "上海市浦东新区张杨路{n}号", "21"),
    ("上海", "上海市徐汇区漕溪北路{n}号", "21"),
    ("上海", "上海市静安区南京西路{n}号", "21"),
    ("杭州", "杭州市西湖区文三路{n}号", "571"),
    ("苏州", "苏州市工业园区星湖街{n}号", "512"),
    ("北京", "北京市朝阳区建国路{n}号", "10"),
    ("深圳", "深圳市南山区科苑路{n}号", "755"),
    ("成都", "成都市高新区天府大道{n}号", "28"),
)

SURNAMES = (
    ("张", "zhang"), ("王", "wang"), ("李", "li"), ("刘", "liu"), ("陈", "chen"), ("杨", "yang"),
    ("黄", "huang"), ("赵", "zhao"), ("周", "zhou"), ("吴", "wu"), ("徐", "xu"), ("孙", "sun"),
    ("马", "ma"), ("朱", "zhu"), ("胡", "hu"), ("郭", "guo"), ("何", "he"), ("林", "lin"),
    ("罗", "luo"), ("梁", "liang"), ("宋", "song"), ("唐", "tang"), ("许", "xu"), ("韩", "han"),
    ("冯", "feng"), ("邓", "deng"), ("彭", "peng"), ("欧阳", "ouyang"), ("沈", "shen"), ("叶", "ye"),
)  # fmt: skip

GIVEN = (
    ("伟", "wei"), ("芳", "fang"), ("娜", "na"), ("敏", "min"), ("静", "jing"), ("丽", "li"),
    ("强", "qiang"), ("磊", "lei"), ("洋", "yang"), ("艳", "yan"), ("勇", "yong"), ("杰", "jie"),
    ("娟", "juan"), ("涛", "tao"), ("明", "ming"), ("超", "chao"), ("秀英", "xiuying"), ("文博", "wenbo"),
    ("思远", "siyuan"), ("雨桐", "yutong"), ("子涵", "zihan"), ("晓燕", "xiaoyan"), ("志强", "zhiqiang"),
    ("佳怡", "jiayi"), ("一鸣", "yiming"), ("若曦", "ruoxi"), ("海波", "haibo"), ("梦洁", "mengjie"),
    ("建国", "jianguo"), ("立夏", "lixia"),
)  # fmt: skip

# people on their own: what they do, industry
TRADES_OF_PEOPLE = (
    ("独立摄影师", "文化传媒"),
    ("咖啡店主", "餐饮"),
    ("瑜伽老师", "教育"),
    ("民宿主人", "酒店旅游"),
    ("独立设计师", "咨询"),
    ("陶艺家", "文化传媒"),
)

# small shops by their everyday name; the IDs were typed by hand
SHOPS = (
    ("老王面馆", "老王面馆", "餐饮"),
    ("街角咖啡", "jiejiao-kafei", "餐饮"),
    ("阿婆生煎", "apo", "餐饮"),
    ("三味书屋旧书店", "sanwei", "零售"),
    ("小林修车", "xiaolin", "零售"),
    ("花点时间花店", "flowers", "零售"),
)
